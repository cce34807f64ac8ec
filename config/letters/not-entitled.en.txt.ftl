Your mail to our service desk
Thank you for writing to the service desk ${letter.desk}. We have received your mail and kept it, but it has not become a ticket.

This desk serves customers with an Enterprise agreement. It knows them by the address that they write from, and yours is not among those yet.

If your company is a customer:
  - Please write from your address at the company, in case you have used another one.
  - Or ask your account manager to have your address, or your company's domain, added here. Then send your mail once more.

If it is not, and you would like it to be, our sales team will gladly help you. If you came here by mistake, nothing more needs to be done.

This answer was written automatically.
