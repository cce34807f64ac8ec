<#-- letter: number, waited (empty when an engineer resolved it), reopenDays -->
[${letter.number}] Ihre Anfrage ist gelöst
--- Bitte schreiben Sie über dieser Zeile ---

<#if letter.waited?has_content>
Wir haben länger nichts von Ihnen gehört (${letter.waited}) und nehmen an, dass sich die Sache erledigt hat: Ihre Anfrage ${letter.number} ist Resolved.
<#else>
Ihre Anfrage ${letter.number} ist Resolved.
</#if>

Wenn etwas noch nicht stimmt, antworten Sie innerhalb von ${letter.reopenDays?c} Tagen auf diese Mail: Das öffnet die Anfrage wieder. Schreiben Sie uns danach bitte eine neue Mail.
