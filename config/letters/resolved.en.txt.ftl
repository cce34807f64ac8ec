<#-- letter: number, waited (empty when an engineer resolved it), reopenDays -->
[${letter.number}] Your ticket is resolved
--- Please write above this line ---

<#if letter.waited?has_content>
We have not heard from you for ${letter.waited}, so we take it that this is settled: your ticket ${letter.number} is Resolved.
<#else>
Your ticket ${letter.number} is Resolved.
</#if>

If something is still wrong, reply to this mail within ${letter.reopenDays?c} days: that reopens the ticket. Later, please write a new mail.
