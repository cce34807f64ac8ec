package counterfoil.containers;

import counterfoil.containers.Containers.Content;
import counterfoil.text.Defects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1SequenceParser;
import org.bouncycastle.asn1.ASN1StreamParser;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataParser;
import org.bouncycastle.cms.CMSTypedStream;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;

/**
 * Takes the part out of its signature (S/MIME, RFC 8551): the words are read, the signature is not
 * checked. What turns out to be encrypted is named.
 */
final class SignedPart {

  private static final Set<ASN1ObjectIdentifier> ENCRYPTED =
      Set.of(CMSObjectIdentifiers.envelopedData, CMSObjectIdentifiers.authEnvelopedData);

  private SignedPart() {}

  static Content open(byte[] bytes, Defects defects) throws IOException {
    if (ENCRYPTED.contains(contentType(bytes))) {
      defects.add("the mail is encrypted: its text cannot be read here");
      return Content.nothing();
    }
    try {
      CMSSignedDataParser signed =
          new CMSSignedDataParser(
              new BcDigestCalculatorProvider(), new ByteArrayInputStream(bytes));
      CMSTypedStream content = signed.getSignedContent();
      if (content == null) {
        return Content.nothing();
      }
      try (InputStream in = content.getContentStream()) {
        return Content.entity(in.readNBytes(bytes.length));
      }
    } catch (CMSException broken) {
      throw new IOException(broken.getMessage(), broken);
    }
  }

  private static ASN1Encodable contentType(byte[] bytes) throws IOException {
    ASN1Encodable whole = new ASN1StreamParser(bytes).readObject();
    if (whole instanceof ASN1SequenceParser sequence
        && sequence.readObject() instanceof ASN1ObjectIdentifier type) {
      return type;
    }
    throw new IOException("it is not in the form of RFC 5652");
  }
}
