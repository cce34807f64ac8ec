<#-- The words of the settings, in German; what is not here stays as it is. -->
<#assign deutsch = {"Immediate": "sofort", "Within SLA window": "innerhalb der vereinbarten Frist", "As soon as possible": "so bald wie möglich", "4 hours": "4 Stunden", "8 hours": "8 Stunden"}>
[${letter.number}] Wir haben Ihre Anfrage erhalten
--- Bitte schreiben Sie über dieser Zeile ---

Vielen Dank für Ihre Nachricht an den Service Desk. Ihre Anfrage hat die Nummer ${letter.number} und liegt bei uns in der Warteschlange.

<#if letter.size.tooLarge()>
Ihre Mail war zu groß, um sie ganz anzunehmen: Sie hat ${letter.size.mail?c} MB, und angenommen werden bis zu ${letter.size.limit?c} MB. Wir haben ihren Anfang gelesen. Große Dateien senden Sie bitte als Link.

</#if>
Priorität: ${letter.priority.level}<#if !letter.priority.stated> (so haben wir Sie verstanden; sagen Sie uns, wenn es nicht stimmt)</#if>
Erste Antwort: ${deutsch[letter.priority.firstResponse]!letter.priority.firstResponse}
Lösung angestrebt: ${deutsch[letter.priority.resolution]!letter.priority.resolution}
<#if letter.phone?has_content>

Zurzeit ist niemand im Büro. Wenn es nicht warten kann, rufen Sie uns an, bei Tag und Nacht: ${letter.phone}
</#if>

<#if letter.understood?has_content>
Was wir verstanden haben:
<#list letter.understood as line>
  ${line.label}: ${line.value}
</#list>

</#if>
<#if letter.missing?has_content>
Damit wir gleich anfangen können: Bitte tragen Sie zwischen diesen beiden Linien ein, was Sie wissen, und senden Sie es zurück.

- - - - - - - - [${letter.number}] - - - - - - - -

<#list letter.missing as line>
${line.label}:<#if line.hint?has_content> [${line.hint}]</#if>
</#list>

- - - - - - - - [${letter.number}] - - - - - - - -

</#if>
Wenn Sie etwas ergänzen möchten, antworten Sie einfach auf diese Mail.

Ihre Anfrage durchläuft diese Zustände:
  Open - eingegangen, in der Warteschlange
  In Progress - jemand arbeitet daran
  Waiting for Customer - wir brauchen etwas von Ihnen; Ihre Antwort bringt die Anfrage zurück in die Warteschlange
  Resolved - behoben oder beantwortet

${letter.mark}
