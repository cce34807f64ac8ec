<#-- letter: number, missing (label, hint; may be empty), closesIn (may be empty) -->
[${letter.number}] Wir brauchen etwas von Ihnen
--- Bitte schreiben Sie über dieser Zeile ---

Wir arbeiten an Ihrer Anfrage ${letter.number} und brauchen etwas von Ihnen, um weiterzukommen.

<#if letter.missing?has_content>
Bitte tragen Sie zwischen diesen beiden Linien ein, was Sie wissen, und senden Sie es zurück.

- - - - - - - - [${letter.number}] - - - - - - - -

<#list letter.missing as line>
${line.label}:<#if line.hint?has_content> [${line.hint}]</#if>
</#list>

- - - - - - - - [${letter.number}] - - - - - - - -

</#if>
Die Anfrage ist Waiting for Customer; Ihre Antwort bringt sie zurück in die Warteschlange.
<#if letter.closesIn?has_content>
Wenn wir nichts von Ihnen hören, nehmen wir an, dass sich die Sache erledigt hat. Die Anfrage gilt dann als Resolved (Frist: ${letter.closesIn}). Eine Antwort öffnet sie wieder.
</#if>
