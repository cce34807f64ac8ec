Ihre Mail an unseren Service Desk
Vielen Dank für Ihre Nachricht an den Service Desk ${letter.desk}. Wir haben Ihre Mail erhalten und aufbewahrt; ein Ticket ist daraus noch nicht geworden.

Dieser Service Desk ist für Kunden mit einem Enterprise-Vertrag da. Er erkennt sie an der Adresse, von der sie schreiben, und Ihre ist bisher nicht darunter.

Wenn Ihr Unternehmen Kunde ist:
  - Bitte schreiben Sie von Ihrer Adresse im Unternehmen, falls Sie eine andere benutzt haben.
  - Oder bitten Sie Ihren Kundenbetreuer, Ihre Adresse oder die Domain Ihres Unternehmens hier eintragen zu lassen. Senden Sie Ihre Mail danach bitte noch einmal.

Wenn es noch kein Kunde ist und einer werden möchte, hilft Ihnen unser Vertrieb gerne weiter. Falls Sie aus Versehen hier gelandet sind, brauchen Sie nichts weiter zu tun.

Diese Antwort wurde automatisch geschrieben.
