<#-- letter: number, priority, subject, requester, opened, link (may be empty), promises (goal, at, within). For engineers. -->
<#assign goals = {"FIRST_RESPONSE": "Erste Antwort", "RESOLUTION": "Lösung"}>
[${letter.number}] ${letter.priority}: ${letter.subject}
Eine Anfrage mit Priorität ${letter.priority} braucht Sie jetzt.

Anfrage: ${letter.number}
Betreff: ${letter.subject}
Von: ${letter.requester}
Eröffnet: ${letter.opened}
<#list letter.promises as promise>
${goals[promise.goal.name()]}: fällig ${promise.at}, noch ${promise.within}
</#list>

<#if letter.link?has_content>
${letter.link}

</#if>
Sie erhalten diese Mail, weil Ihre Adresse Bereitschaft hat. Zu jeder Anfrage kommt sie einmal.
