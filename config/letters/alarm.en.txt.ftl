<#-- letter: number, priority, subject, goal, status, owner (may be empty), due, target, paused (may be empty), link (may be empty). For engineers. -->
<#assign goals = {"FIRST_RESPONSE": "first response", "RESOLUTION": "resolution"}>
[${letter.number}] Overdue: ${goals[letter.goal.name()]} of a ${letter.priority}
The ${goals[letter.goal.name()]} of ${letter.number} was due ${letter.due}.

Subject: ${letter.subject}
Priority: ${letter.priority}
Status: ${letter.status}<#if letter.owner?has_content>, ${letter.owner}</#if>
Target: ${letter.target}<#if letter.paused?has_content>, and ${letter.paused} in which we waited for the customer</#if>

<#if letter.link?has_content>
${letter.link}

</#if>
You get this letter because your address is on call. It is sent once for each promise.
