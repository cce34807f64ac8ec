<#-- Was ein Techniker dem Kunden schrieb: letter.number, letter.words, letter.mark. -->
[${letter.number}] Ihre Anfrage
--- Bitte schreiben Sie über dieser Zeile ---

${letter.words}

--
Ticket ${letter.number}. Zum Antworten genügt eine Antwort auf diese Mail.
${letter.mark}
