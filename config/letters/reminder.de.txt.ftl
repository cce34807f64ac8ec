<#-- letter: number, waiting, closesIn (may be empty) -->
[${letter.number}] Wir warten auf Ihre Antwort
--- Bitte schreiben Sie über dieser Zeile ---

Zu Ihrer Anfrage ${letter.number} haben wir Sie etwas gefragt und kommen ohne Ihre Antwort nicht weiter. Wartezeit bisher: ${letter.waiting}. Bitte antworten Sie auf diese Mail.

<#if letter.closesIn?has_content>
Wenn wir nichts von Ihnen hören, nehmen wir an, dass sich die Sache erledigt hat. Die Anfrage gilt dann als Resolved (Frist: ${letter.closesIn}). Eine Antwort öffnet sie wieder.

</#if>
Wenn Sie schon geantwortet haben, ist nichts weiter zu tun.
