<#-- letter: number, missing (label, hint; may be empty), closesIn (may be empty) -->
[${letter.number}] We need something from you
--- Please write above this line ---

We are at work on your ticket ${letter.number} and need something from you to go on.

<#if letter.missing?has_content>
Please fill in what you have between these two lines and send it back.

- - - - - - - - [${letter.number}] - - - - - - - -

<#list letter.missing as line>
${line.label}:<#if line.hint?has_content> [${line.hint}]</#if>
</#list>

- - - - - - - - [${letter.number}] - - - - - - - -

</#if>
The ticket is Waiting for Customer; your reply brings it back to the queue.
<#if letter.closesIn?has_content>
If we do not hear from you, we take it that this is settled, and the ticket is Resolved in ${letter.closesIn}. A reply reopens it.
</#if>
