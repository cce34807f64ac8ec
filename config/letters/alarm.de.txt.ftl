<#-- letter: number, priority, subject, goal, status, owner (may be empty), due, target, paused (may be empty), link (may be empty). For engineers. -->
<#assign goals = {"FIRST_RESPONSE": "erste Antwort", "RESOLUTION": "Lösung"}>
[${letter.number}] Überfällig: ${goals[letter.goal.name()]}, ${letter.priority}
Die ${goals[letter.goal.name()]} zu ${letter.number} war fällig ${letter.due}.

Betreff: ${letter.subject}
Priorität: ${letter.priority}
Status: ${letter.status}<#if letter.owner?has_content>, ${letter.owner}</#if>
Frist: ${letter.target}<#if letter.paused?has_content>, dazu Wartezeit auf den Kunden: ${letter.paused}</#if>

<#if letter.link?has_content>
${letter.link}

</#if>
Sie erhalten diese Mail, weil Ihre Adresse Bereitschaft hat. Zu jeder Frist kommt sie einmal.
