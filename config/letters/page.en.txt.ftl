<#-- letter: number, priority, subject, requester, opened, link (may be empty), promises (goal, at, within). For engineers. -->
<#assign goals = {"FIRST_RESPONSE": "First response", "RESOLUTION": "Resolution"}>
[${letter.number}] ${letter.priority}: ${letter.subject}
A ticket of priority ${letter.priority} needs you now.

Ticket: ${letter.number}
Subject: ${letter.subject}
From: ${letter.requester}
Opened: ${letter.opened}
<#list letter.promises as promise>
${goals[promise.goal.name()]}: due ${promise.at}, in ${promise.within}
</#list>

<#if letter.link?has_content>
${letter.link}

</#if>
You get this letter because your address is on call. It is sent once for a ticket.
