<#-- letter: number, waiting, closesIn (may be empty) -->
[${letter.number}] We are waiting for your answer
--- Please write above this line ---

We asked you something about your ticket ${letter.number} ${letter.waiting} ago, and cannot go on without your answer. Please reply to this mail.

<#if letter.closesIn?has_content>
If we do not hear from you, we take it that this is settled, and the ticket is Resolved in ${letter.closesIn}. A reply reopens it.

</#if>
If you have answered already, there is nothing more to do.
