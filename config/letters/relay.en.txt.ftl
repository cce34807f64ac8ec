<#-- What an engineer wrote to the customer: letter.number, letter.words, letter.mark. -->
[${letter.number}] Your request
--- Please write above this line ---

${letter.words}

--
Ticket ${letter.number}. To answer, just reply to this mail.
${letter.mark}
