package counterfoil.web;

import counterfoil.mail.Attachment;
import counterfoil.mail.MailReader;
import counterfoil.mail.ShownHtml;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What a mail brings, one by one: its HTML as a document of its own, and its files. */
@Controller
class MailParts {

  /**
   * The HTML of a mail is shown in a frame of our own pages, in an origin of its own, where nothing
   * runs or loads. A link opens a new window, which is free of these bonds.
   */
  private static final String FRAME_POLICY =
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
          + " style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'self'";

  private static final String FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

  private final MailForms forms;
  private final MailReader reader;

  MailParts(MailForms forms, MailReader reader) {
    this.forms = forms;
    this.reader = reader;
  }

  @GetMapping("/journal/{id:\\d{1,18}}/html")
  String html(@PathVariable long id, HttpServletResponse response, Model model) {
    ShownHtml shown =
        forms.html(id).orElseThrow(() -> new NotThere("Mail " + id + " has no HTML to be shown."));
    response.setHeader("Content-Security-Policy", FRAME_POLICY);
    model.addAttribute("id", id);
    model.addAttribute("shown", shown);
    return "mail-html";
  }

  /**
   * A file to be saved, never to be opened here, whatever it says it is.
   *
   * @param index its place in the mail, counted from 0
   */
  @GetMapping("/journal/{id:\\d{1,18}}/files/{index:\\d{1,5}}")
  ResponseEntity<byte[]> file(@PathVariable long id, @PathVariable int index) {
    byte[] raw = forms.raw(id).orElseThrow(() -> noFile(id));
    List<Attachment> files = reader.read(raw).attachments();
    if (index >= files.size()) {
      throw noFile(id);
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(files.get(index).name(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .header("Content-Security-Policy", FILE_POLICY)
        .body(reader.attachment(raw, index).orElseThrow(() -> noFile(id)));
  }

  private static NotThere noFile(long id) {
    return new NotThere("Mail " + id + " has no such file.");
  }
}
