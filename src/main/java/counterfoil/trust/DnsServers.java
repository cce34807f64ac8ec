package counterfoil.trust;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Address;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Resolvers, asked over the network with dnsjava. */
public final class DnsServers implements Dns {

  private static final int PORT = 53;
  private static final int RECORDS = 20;

  private final Resolver resolver;

  private DnsServers(List<InetSocketAddress> servers, Duration timeout) {
    List<Resolver> each = new ArrayList<>();
    for (InetSocketAddress server : servers) {
      SimpleResolver one = new SimpleResolver(server);
      one.setTimeout(timeout);
      each.add(one);
    }
    ExtendedResolver all = new ExtendedResolver(each);
    all.setRetries(2);
    all.setTimeout(timeout);
    this.resolver = all;
  }

  /**
   * Resolvers by their addresses.
   *
   * @param servers such as {@code 192.0.2.53}, {@code 192.0.2.53:5353} or {@code [2001:db8::53]:53}
   * @param timeout for one question
   */
  public static DnsServers of(List<String> servers, Duration timeout) {
    return new DnsServers(
        servers.stream().map(one -> address(one).orElseThrow()).toList(), timeout);
  }

  /** Those that this machine uses. */
  public static DnsServers ofSystem(Duration timeout) {
    return new DnsServers(ResolverConfig.getCurrentConfig().servers(), timeout);
  }

  /** Whether it is the address of a server; names are none, for who would look them up. */
  public static boolean isAddress(String server) {
    return address(server).isPresent();
  }

  private static Optional<InetSocketAddress> address(String server) {
    String host = server.strip();
    String port = String.valueOf(PORT);
    int colon = host.lastIndexOf(':');
    if (host.startsWith("[")) {
      int bracket = host.indexOf(']');
      port = colon > bracket ? host.substring(colon + 1) : port;
      host = bracket < 0 ? "" : host.substring(1, bracket);
    } else if (colon > 0 && host.indexOf(':') == colon) {
      port = host.substring(colon + 1);
      host = host.substring(0, colon);
    }
    byte[] bytes = Address.toByteArray(host, Address.IPv4);
    bytes = bytes == null ? Address.toByteArray(host, Address.IPv6) : bytes;
    try {
      return bytes == null
          ? Optional.empty()
          : Optional.of(
              new InetSocketAddress(InetAddress.getByAddress(bytes), Integer.parseInt(port)));
    } catch (UnknownHostException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public Answer txt(String name) {
    try {
      Lookup lookup = new Lookup(Name.fromString(name, Name.root), Type.TXT);
      lookup.setResolver(resolver);
      lookup.setCache(null);
      Record[] records = lookup.run();
      return switch (lookup.getResult()) {
        case Lookup.SUCCESSFUL -> found(records);
        case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND ->
            new Answer(true, List.of(), Duration.ZERO);
        default -> Answer.NONE;
      };
    } catch (TextParseException e) {
      return new Answer(true, List.of(), Duration.ZERO);
    }
  }

  private static Answer found(Record[] records) {
    List<String> texts = new ArrayList<>();
    long lifetime = Long.MAX_VALUE;
    for (Record record : records) {
      if (record instanceof TXTRecord text && texts.size() < RECORDS) {
        StringBuilder whole = new StringBuilder();
        for (byte[] part : text.getStringsAsByteArrays()) {
          whole.append(new String(part, StandardCharsets.ISO_8859_1));
        }
        texts.add(whole.toString());
        lifetime = Math.min(lifetime, text.getTTL());
      }
    }
    return new Answer(true, texts, Duration.ofSeconds(texts.isEmpty() ? 0 : lifetime));
  }
}
