package io.jukwaa.server.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.resources.http.FetchException;
import io.jukwaa.resources.http.FetchRequest;
import io.jukwaa.resources.http.FetchResponse;
import io.jukwaa.resources.http.Header;
import io.jukwaa.resources.http.HttpLimits;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against real servers on the loopback interface, which a grant lets the guest reach as {@code api.test}. */
class PinnedHttpFetcherTest {
  private static final HttpLimits QUICK = new HttpLimits(1_000, Duration.ofSeconds(1), Duration.ofSeconds(2), 20);
  private static final HttpLimits PATIENT = new HttpLimits(1_000, Duration.ofSeconds(20), Duration.ofSeconds(30), 20);
  private static @Nullable Vertx vertx;
  private static @Nullable PinnedHttpFetcher fetcher;
  private static final AtomicInteger LOOKUPS = new AtomicInteger();
  private final List<RawServer> servers = new ArrayList<>();

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    fetcher = new PinnedHttpFetcher(vertx, new UrlGate(PinnedHttpFetcherTest::resolve, PublicAddresses::contain), null);
  }

  @AfterAll
  static void stop() {
    if (vertx != null) {
      vertx.close().await();
    }
  }

  @AfterEach
  void closeServers() throws IOException {
    for (RawServer server : servers) {
      server.close();
    }
  }

  @Test
  void sendsMethodTargetHeadersAndBodyAndGivesStatusAndBody() throws IOException {
    RawServer server = saying("HTTP/1.1 418 Teapot\r\nContent-Length: 2\r\n\r\nok");
    FetchResponse response = fetch("POST", url(server, "/a b?c=é"), List.of(new Header("X-One", "1"),
        new Header("X-One", "é")), "body", PATIENT);
    assertThat(response.code()).isEqualTo(418);
    assertThat(response.body()).asString(UTF_8).isEqualTo("ok");
    String head = server.requests().getFirst();
    assertThat(head).startsWith("POST /a%20b?c=%C3%A9 HTTP/1.1\r\n").contains("X-One: 1\r\n",
        "Accept-Encoding: gzip\r\n",
        "X-One: " + new String("é".getBytes(UTF_8), ISO_8859_1) + "\r\n");
    assertThat(head.toLowerCase(java.util.Locale.ROOT)).contains("host: api.test:" + server.port() + "\r\n",
        "content-length: 4\r\n", "connection: close\r\n").doesNotContain("user-agent");
  }

  @Test
  void connectsToTheAddressThatWasJudged() throws IOException {
    RawServer server = saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    LOOKUPS.set(0);
    assertThat(get(server, "/").code()).isEqualTo(200);
    assertThat(LOOKUPS).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:%d/", "http://localhost:%d/", "http://mixed.test:%d/", "http://[::1]:%d/"})
  void refusesPrivateAddressesBeforeAnythingLeaves(String url) throws IOException {
    RawServer server = saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    assertThatThrownBy(() -> fetch("GET", url.formatted(server.port()), List.of(), null, QUICK))
        .isInstanceOf(FetchException.class).hasMessageContaining("not public");
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:%d/", "http://localhost:%d/", "//127.0.0.1:%d/", "http://mixed.test:%d/",
      "file:///etc/passwd", "gopher://api.test:%d/", "http://169.254.169.254/", "http://api.test:22/",
      "http://user@api.test:%d/", "http:127.0.0.1", "http://127.1:%d/"})
  void refusesRedirectsToWhatItWouldRefuseItself(String location) throws IOException {
    RawServer inside = saying("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
    RawServer server = saying("HTTP/1.1 302 Found\r\nLocation: " + location.formatted(inside.port())
        + "\r\nContent-Length: 0\r\n\r\n");
    assertThatThrownBy(() -> get(server, "/")).isInstanceOf(FetchException.class);
    assertThat(inside.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"301, GET", "302, GET", "307, GET", "308, GET", "301, HEAD"})
  void followsRedirectsOfGetAndHeadWithTheSameMethod(int code, String method) throws IOException {
    RawServer server = redirecting(code, "/there");
    assertThat(
        fetch(method, url(server, "/here"), List.of(new Header("Authorization", "Basic x")), null, PATIENT).code())
        .isEqualTo(200);
    assertThat(server.requests()).hasSize(2).last().asString().startsWith(method + " /there HTTP/1.1\r\n")
        .contains("Authorization: Basic x\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void failsWhenAnotherMethodIsRedirected(String method) throws IOException {
    RawServer server = redirecting(301, "/there");
    assertThatThrownBy(() -> fetch(method, url(server, "/here"), List.of(), "x", PATIENT))
        .isInstanceOf(FetchException.class)
        .hasMessage("301 in answer to " + method + " is not followed");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void turnsSeeOtherIntoAGetWithoutBody() throws IOException {
    RawServer server = redirecting(303, "/there");
    List<Header> headers = List.of(new Header("Content-Type", "a/b"), new Header("X-Kept", "1"));
    assertThat(fetch("POST", url(server, "/here"), headers, "body", PATIENT).code()).isEqualTo(200);
    assertThat(server.requests().getLast()).startsWith("GET /there HTTP/1.1\r\n").contains("X-Kept: 1\r\n")
        .doesNotContain("body", "Content-Type");
  }

  @Test
  void keepsCredentialsFromAnotherOrigin() throws IOException {
    RawServer other = saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    RawServer server = redirecting(302, url(other, "/"));
    List<Header> headers = List.of(new Header("Authorization", "x"), new Header("Cookie", "y"),
        new Header("X-Kept", "1"));
    assertThat(fetch("GET", url(server, "/here"), headers, null, Set.of(grant(server), grant(other)), PATIENT).code())
        .isEqualTo(200);
    assertThat(other.requests().getFirst()).contains("X-Kept: 1").doesNotContain("Authorization", "Cookie");
  }

  @Test
  void givesUpAfterTwentyRedirects() throws IOException {
    RawServer server = saying("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
    assertThatThrownBy(() -> get(server, "/")).hasMessage("too many redirects (expected: at most 20)");
    assertThat(server.requests()).hasSize(21);
  }

  @Test
  void failsOnARedirectToNowhere() throws IOException {
    assertThatThrownBy(() -> get(saying("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"), "/"))
        .hasMessage("302 without a Location");
  }

  @Test
  void ignoresTheBodyOfHead() throws IOException {
    RawServer server = saying("HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n");
    assertThat(fetch("HEAD", url(server, "/"), List.of(), null, PATIENT).body()).isEmpty();
  }

  @Test
  void takesABodyOfExactlyTheLimit() throws IOException {
    assertThat(get(saying("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(1000)), "/").body())
        .hasSize(1000);
    assertThat(get(saying("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(1000)), "/").body()).hasSize(1000);
  }

  @Test
  void refusesABodyThatSaysItIsTooLong() throws IOException {
    assertThatThrownBy(() -> get(saying("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n" + "x".repeat(1001)), "/"))
        .hasMessage("Received 1001 bytes, maximum of 1000 bytes allowed.");
    assertThatThrownBy(() -> get(saying("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n"), "/"))
        .hasMessage("Received 1000000000000 bytes, maximum of 1000 bytes allowed.");
  }

  @Test
  void cutsOffABodyThatGrowsTooLong() throws IOException {
    CountDownLatch left = new CountDownLatch(1);
    RawServer endless = start((line, out) -> {
      out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
      forEver(out, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", left);
    });
    assertThatThrownBy(() -> get(endless, "/"))
        .hasMessageMatching("Received \\d+ bytes, maximum of 1000 bytes allowed\\.");
    assertThat(waited(left)).isTrue();
    CountDownLatch leftToo = new CountDownLatch(1);
    RawServer chunked = start((line, out) -> {
      out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8));
      forEver(out, "8\r\nxxxxxxxx\r\n", leftToo);
    });
    assertThatThrownBy(() -> get(chunked, "/"))
        .hasMessageMatching("Received \\d+ bytes, maximum of 1000 bytes allowed\\.");
    assertThat(waited(leftToo)).isTrue();
  }

  @Test
  void refusesABodyShorterThanItsLengthSays() throws IOException {
    assertThatThrownBy(() -> get(saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"), "/"))
        .hasMessage("connection was closed before the response was complete");
  }

  @Test
  void readsNoFurtherThanTheLengthSays() throws IOException {
    assertThat(get(saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" + "x".repeat(50)), "/").body())
        .asString(UTF_8)
        .isEqualTo("ok");
  }

  /** A response may have ended before anybody looks at it: one in a thousand was missed once, and waited for. */
  @Test
  void missesNoResponseHoweverQuick() throws IOException {
    RawServer server = kept(RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    for (int request = 0; request < 3_000; request++) {
      assertThat(get(server, "/").body()).hasSize(2);
    }
  }

  @Test
  void unzips() throws IOException {
    byte[] zipped = zipped("hello".getBytes(UTF_8));
    assertThat(get(zippedServer(zipped), "/").body()).asString(UTF_8).isEqualTo("hello");
  }

  @Test
  void stopsUnzippingAtTheLimit() throws IOException {
    byte[] bomb = zipped(new byte[500_000]);
    assertThat(bomb).hasSizeLessThan(1000);
    assertThatThrownBy(() -> get(zippedServer(bomb), "/"))
        .hasMessage("Received more than 1000 bytes, maximum of 1000 bytes allowed.");
  }

  @Test
  void refusesGzipThatIsNone() throws IOException {
    assertThatThrownBy(() -> get(zippedServer("hello".getBytes(UTF_8)), "/"))
        .hasMessage("response is not the gzip it says it is");
  }

  @Test
  void waitsNoLongerThanAllowedForHeaders() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    RawServer silent = start((line, out) -> waited(never));
    assertThatThrownBy(() -> fetch("GET", url(silent, "/"), List.of(), null, QUICK))
        .hasMessage("no response within 1000 ms");
    CountDownLatch left = new CountDownLatch(1);
    RawServer dripping = start((line, out) -> {
      out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
      drip(out, "X: y\r\n", left);
    });
    assertThatThrownBy(() -> fetch("GET", url(dripping, "/"), List.of(), null, QUICK))
        .isInstanceOf(FetchException.class);
    assertThat(waited(left)).isTrue();
    never.countDown();
  }

  @Test
  void waitsNoLongerThanAllowedForTheBody() throws IOException {
    CountDownLatch left = new CountDownLatch(1);
    RawServer dripping = start((line, out) -> {
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n".getBytes(UTF_8));
      drip(out, "x", left);
    });
    assertThatThrownBy(() -> fetch("GET", url(dripping, "/"), List.of(), null, QUICK))
        .hasMessage("response not complete within 2000 ms");
    assertThat(waited(left)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense\r\n\r\n", "HTTP/1.1 abc\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "HTTP/1.1 200 OK\r\nNo colon\r\n"})
  void answersWithAReasonWhateverIsSent(String response) throws IOException {
    assertThatThrownBy(() -> fetch("GET", url(saying(response), "/"), List.of(), null, QUICK))
        .isInstanceOf(FetchException.class).hasMessageNotContainingAny("java", "io.", "Exception", "127.0.0.1");
  }

  @Test
  void refusesHugeHeaders() throws IOException {
    assertThatThrownBy(() -> fetch("GET", url(saying("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + "\r\n\r\n"), "/"),
        List.of(), null, QUICK)).isInstanceOf(FetchException.class);
  }

  @Test
  void tellsWhenNobodyListens() throws IOException {
    RawServer server = saying("");
    server.close();
    assertThatThrownBy(() -> get(server, "/")).hasMessage("cannot connect");
  }

  private RawServer saying(String text) throws IOException {
    return kept(RawServer.saying(text));
  }

  private RawServer start(RawServer.Answer answer) throws IOException {
    return kept(RawServer.start(answer));
  }

  private RawServer redirecting(int code, String location) throws IOException {
    return start((line, out) -> out.write((line.contains(" /here ")
        ? "HTTP/1.1 " + code + " Moved\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n"
        : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").getBytes(UTF_8)));
  }

  private RawServer zippedServer(byte[] zipped) throws IOException {
    return saying("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + zipped.length + "\r\n\r\n"
        + new String(zipped, ISO_8859_1));
  }

  private RawServer kept(RawServer server) {
    servers.add(server);
    return server;
  }

  private static FetchResponse get(RawServer server, String target) {
    return fetch("GET", url(server, target), List.of(), null, Set.of(grant(server)), PATIENT);
  }

  private static FetchResponse fetch(String method, String url, List<Header> headers, @Nullable String body,
      HttpLimits limits) {
    Set<String> grants = url.startsWith("http://api.test:") ? Set.of(url.substring(7, url.indexOf('/', 7))) : Set.of();
    return fetch(method, url, headers, body, grants, limits);
  }

  private static FetchResponse fetch(String method, String url, List<Header> headers, @Nullable String body,
      Set<String> grants, HttpLimits limits) {
    if (fetcher == null) {
      throw new IllegalStateException("not started");
    }
    return fetcher
        .fetch(new FetchRequest(method, url, headers, body == null ? null : body.getBytes(UTF_8), true, grants,
            limits));
  }

  private static String url(RawServer server, String target) {
    return "http://" + grant(server) + target;
  }

  private static String grant(RawServer server) {
    return "api.test:" + server.port();
  }

  private static List<InetAddress> resolve(String host) throws java.net.UnknownHostException {
    LOOKUPS.incrementAndGet();
    InetAddress loopback = InetAddress.getByAddress(new byte[]{127, 0, 0, 1});
    return host.equals("mixed.test") ? List.of(InetAddress.getByName("93.184.216.34"), loopback) : List.of(loopback);
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /** Writes until the client has left. */
  private static void forEver(OutputStream out, String text, CountDownLatch left) {
    try {
      while (true) {
        out.write(text.getBytes(UTF_8));
      }
    } catch (IOException e) {
      left.countDown();
    }
  }

  /** Writes a little now and then until the client has left. */
  private static void drip(OutputStream out, String text, CountDownLatch left) {
    CountDownLatch pause = new CountDownLatch(1);
    try {
      while (!pause.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        out.write(text.getBytes(UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      left.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean waited(CountDownLatch latch) {
    try {
      return latch.await(20, java.util.concurrent.TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
