package io.jukwaa.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.resources.http.FetchException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way we know to write an address that guests must not reach. Names unknown here resolve to a public address. */
class HostileUrlsTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Map<String, List<String>> NAMES = Map.of(
      "mixed.test", List.of("93.184.216.34", "10.0.0.1"), "mixed6.test", List.of("93.184.216.34", "::1"),
      "private.test", List.of("192.168.1.1"), "metadata.test", List.of("169.254.169.254"),
      "mapped.test", List.of("::ffff:127.0.0.1"), "nat64.test", List.of("64:ff9b::7f00:1"),
      "six.test", List.of("fd00::1"));

  private final UrlGate gate = new UrlGate(HostileUrlsTest::resolve, PublicAddresses::contain);

  @ParameterizedTest
  @ValueSource(strings = {
      // loopback and this host
      "http://127.0.0.1/", "http://127.0.0.1:8080/", "http://127.1/", "http://127.0.1/", "http://127.255.255.254/",
      "http://0.0.0.0/", "http://0/", "http://0.0.0.0:80/", "http://localhost/", "http://LOCALHOST/",
      "http://localhost./",
      "http://foo.localhost/", "http://localhost.localdomain/", "https://127.0.0.1/", "HTTP://127.0.0.1/",
      // other numbers for the same
      "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0x7f.1/", "http://017700000001/",
      "http://0177.0.0.1/", "http://0177.0.0.01/", "http://127.0.0.1./", "http://127.0.0.0x1/", "http://00127.0.0.1/",
      "http://127.0.0.256/", "http://1.1.1.1.1/", "http://256.256.256.256/", "http://4294967297/", "http://1.2.3/",
      "http://example.0x7f/", "http://example.1/",
      // private and special blocks
      "http://10.0.0.1/", "http://10.255.255.255/", "http://172.16.0.1/", "http://172.31.255.255/",
      "http://192.168.0.1/",
      "http://100.64.0.1/", "http://100.100.100.200/latest/", "http://100.127.255.255/", "http://169.254.0.1/",
      "http://169.254.169.254/latest/meta-data/", "http://169.254.170.2/v2/credentials/", "http://168.63.129.16/",
      "http://192.0.0.192/", "http://192.0.2.1/", "http://192.88.99.1/", "http://198.18.0.1/", "http://198.19.255.255/",
      "http://198.51.100.1/", "http://203.0.113.1/", "http://224.0.0.1/", "http://239.255.255.250/",
      "http://240.0.0.1/",
      "http://255.255.255.255/",
      // IPv6
      "http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/",
      "http://[::ffff:7f00:1]/", "http://[0:0:0:0:0:ffff:a9fe:a9fe]/", "http://[::127.0.0.1]/", "http://[fe80::1]/",
      "http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/", "http://[fc00::1]/", "http://[fd00:ec2::254]/latest/",
      "http://[fec0::1]/", "http://[ff02::1]/", "http://[2002:7f00:1::]/", "http://[64:ff9b::7f00:1]/",
      "http://[64:ff9b:1::1]/", "http://[2001:0:7f00:1::]/", "http://[2001:db8::1]/", "http://[3fff::1]/",
      "http://[100::1]/",
      "http://[::1/", "http://::1/", "http://[]/", "http://[::1]x/", "http://[1:2:3]/", "http://[v1.x]/",
      "http://[::ffff:10.0.0.1]/",
      // names that lead inside
      "http://metadata.google.internal/computeMetadata/v1/", "http://printer.local/", "http://router.lan/",
      "http://hub/",
      "http://intranet.corp/", "http://1.0.0.127.in-addr.arpa/", "http://x.onion/", "http://private.test/",
      "http://mixed.test/", "http://mixed6.test/", "http://metadata.test/", "http://mapped.test/", "http://nat64.test/",
      "http://six.test/", "http://unknown.test/",
      // users, confused parsers, other alphabets
      "http://good.test@127.0.0.1/", "http://127.0.0.1@good.test/", "http://user:pass@good.test/", "http://@good.test/",
      "http://127.0.0.1\\@good.test/", "http://good.test\\.evil.test/",
      "http:\\\\127.0.0.1\\", "http:/127.0.0.1/", "http:127.0.0.1/", "http:///127.0.0.1/", "//127.0.0.1/", "127.0.0.1",
      "good.test", "http://", "http://?", "http://#", "", " http://good.test/", "http://good.test /",
      "http:// good.test/",
      "http://good%2etest/", "http://127%2e0%2e0%2e1/", "http://%6c%6f%63alhost/", "http://ⓛocalhost/",
      "http://①②⑦.0.0.1/", "http://127。0。0。1/", "http://١٢٧.0.0.1/", "http://gооd.test/", "http://good.test\u0000/",
      "http://good.test\t/", "http://good.test/\r\nHost: evil", "http://good.test/a\u0000b", "http://go\nod.test/",
      "http://good..test/", "http://.good.test/", "http://-good.test/", "http://good-.test/",
      "http://good.test,127.0.0.1/",
      "http://good.test;127.0.0.1/", "http://*.good.test/", "http://$(id).test/", "http://good.test%00.evil.test/",
      // schemes
      "file:///etc/passwd", "ftp://good.test/", "gopher://good.test:6379/_INFO", "jar:http://good.test!/x",
      "dict://good.test:11211/stats", "ldap://good.test/", "data:text/plain,PWNED", "javascript:1", "ws://good.test/",
      "HTTP+unix://%2Fvar%2Frun%2Fdocker.sock/info", "netdoc:/etc/passwd", "https+http://good.test/",
      "http//good.test/",
      // ports
      "http://good.test:22/", "http://good.test:25/", "http://good.test:6379/", "http://good.test:0/",
      "http://good.test:65536/", "http://good.test:-1/", "http://good.test:8080abc/", "http://good.test:2775/",
      "http://good.test:/", "http://good.test:80:80/", "http://good.test:99999/", "http://good.test:+80/",
      "http://good.test:５/", "http://good.test:5432/", "http://good.test:9042/", "http://good.test:5672/"})
  void areRefused(String url) {
    assertThatThrownBy(() -> gate.admit(WebAddress.parse(url), Set.of(), SOON)).isInstanceOf(FetchException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://good.test/", "https://good.test", "http://good.test:8080/a?b=c#d",
      "HTTPS://Good.Test./",
      "http://93.184.216.34/", "http://[2606:4700::1111]/", "http://xn--bcher-kva.test/", "http://a_b.good.test/",
      "http://good.test?q", "http://good.test#@127.0.0.1:80@x/../",
      "http://good.test/@user:x/http://127.0.0.1/", "http://172.32.0.1/", "http://192.0.1.1/"})
  void othersPass(String url) {
    assertThat(gate.admit(WebAddress.parse(url), Set.of(), SOON)).isNotNull();
  }

  @Test
  void aUrlOfMoreThanEightKilobytesIsRefused() {
    assertThatThrownBy(() -> WebAddress.parse("http://good.test/" + "a".repeat(8192)))
        .isInstanceOf(FetchException.class);
  }

  @Test
  void aGrantedHostPassesWithItsPortOnly() {
    Set<String> granted = Set.of("hub:8000", "private.test:6379", "[::1]:80");
    assertThat(gate.admit(WebAddress.parse("http://private.test:6379/"), granted, SOON).getHostAddress())
        .isEqualTo("192.168.1.1");
    assertThat(gate.admit(WebAddress.parse("http://hub:8000/"), granted, SOON)).isNotNull();
    assertThat(gate.admit(WebAddress.parse("http://[::1]/"), granted, SOON)).isNotNull();
    assertThatThrownBy(() -> gate.admit(WebAddress.parse("http://private.test/"), granted, SOON))
        .hasMessage("address of private.test is not public");
    assertThatThrownBy(() -> gate.admit(WebAddress.parse("http://hub:8001/"), granted, SOON))
        .hasMessage("host hub is not public");
  }

  @Test
  void aSilentNameServerCostsNoMoreThanTheTimeGiven() {
    CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    UrlGate waiting = new UrlGate(host -> answer.join(), PublicAddresses::contain);
    assertThatThrownBy(() -> waiting.admit(WebAddress.parse("http://good.test/"), Set.of(), Duration.ofMillis(50)))
        .hasMessage("no answer for host good.test in time");
    answer.complete(List.of());
  }

  @Test
  void whatMayNotStandInARequestLineIsEncoded() {
    assertThat(WebAddress.parse("http://good.test/ä b?q=\"{x}\"|\\&y=%41#z").target())
        .isEqualTo("/%C3%A4%20b?q=%22%7Bx%7D%22%7C%5C&y=%41");
  }

  @ParameterizedTest
  @CsvSource({"/x, https://good.test:8443/x", "x, https://good.test:8443/a/b/x", "../x, https://good.test:8443/a/x",
      "../../../../x, https://good.test:8443/x", "./, https://good.test:8443/a/b/",
      "?x, https://good.test:8443/a/b/c?x",
      "//other.test/x, https://other.test/x", "http://other.test/x, http://other.test/x",
      "x?y=../z, https://good.test:8443/a/b/x?y=../z", "/#f, https://good.test:8443/"})
  void locationsAreResolvedLikeLinks(String location, String expected) {
    WebAddress from = WebAddress.parse("https://good.test:8443/a/b/c?d");
    assertThat(from.resolve(location)).isEqualTo(WebAddress.parse(expected));
  }

  private static List<InetAddress> resolve(String host) throws UnknownHostException {
    if (host.equals("unknown.test")) {
      throw new UnknownHostException(host);
    }
    List<String> addresses = NAMES.getOrDefault(host, List.of("93.184.216.34"));
    return addresses.stream().map(HostileUrlsTest::literal).toList();
  }

  private static InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }
}
