[${letter.number}] We have received your request
--- Please write above this line ---

Thank you for writing to the service desk. Your request is ticket ${letter.number}, and it is in our queue.

<#if letter.size.tooLarge()>
Your mail was too large to be taken in whole: it has ${letter.size.mail?c} MB, and up to ${letter.size.limit?c} MB are. We have read its beginning. Please send large files by a link.

</#if>
Priority: ${letter.priority.level} - ${letter.priority.title}<#if !letter.priority.stated> (our reading; tell us if it is wrong)</#if>
First response: ${letter.priority.firstResponse}
Resolution target: ${letter.priority.resolution}
<#if letter.phone?has_content>

Our working hours are over. If this cannot wait, call us, day and night: ${letter.phone}
</#if>

<#if letter.understood?has_content>
What we understood:
<#list letter.understood as line>
  ${line.label}: ${line.value}
</#list>

</#if>
<#if letter.missing?has_content>
What would help us to start at once: please fill in what you have between these two lines and send it back.

- - - - - - - - [${letter.number}] - - - - - - - -

<#list letter.missing as line>
${line.label}:<#if line.hint?has_content> [${line.hint}]</#if>
</#list>

- - - - - - - - [${letter.number}] - - - - - - - -

</#if>
To add anything, just reply to this mail.

Your ticket will move through these statuses:
  Open - received and in the queue
  In Progress - an engineer is at work on it
  Waiting for Customer - we need something from you; your reply brings it back to the queue
  Resolved - fixed, or answered

${letter.mark}
