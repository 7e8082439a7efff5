package io.jukwaa.server.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.resources.http.FetchRequest;
import io.jukwaa.resources.http.FetchResponse;
import io.jukwaa.resources.http.HttpLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's certificate is for {@code api.test}; every name leads to it. */
class TlsTest {
  private static final String PASSWORD = "changeit";

  private static final Vertx VERTX = Vertx.vertx();
  private static PfxOptions keys = new PfxOptions();
  private static int port;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException, InterruptedException {
    Path store = folder.resolve("keys.p12");
    Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair", "-alias", "a", "-keyalg", "EC", "-dname", "CN=api.test", "-ext", "san=dns:api.test", "-keystore",
        store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-validity", "3")
        .redirectErrorStream(true).redirectOutput(folder.resolve("keytool.txt").toFile()).start();
    assertThat(keytool.waitFor()).isZero();
    keys = new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
    HttpServer server = VERTX
        .createHttpServer(new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(keys))
        .requestHandler(request -> request.response()
            .end(request.authority() + " " + request.connection().indicatedServerName()))
        .listen(0, "127.0.0.1").await();
    port = server.actualPort();
  }

  @AfterAll
  static void stop() {
    VERTX.close().await();
  }

  @Test
  void keepsHostAndServerNameOfTheUrl() {
    FetchResponse response = fetch(fetcher(keys), "api.test", true);
    assertThat(response.body()).asString(UTF_8).isEqualTo("api.test:" + port + " api.test");
  }

  @Test
  void refusesACertificateOfNoKnownAuthority() {
    assertThatThrownBy(() -> fetch(fetcher(null), "api.test", true)).hasMessageStartingWith("TLS handshake failed");
  }

  @Test
  void refusesACertificateForAnotherName() {
    assertThatThrownBy(() -> fetch(fetcher(keys), "other.test", true)).hasMessageStartingWith("TLS handshake failed");
  }

  @Test
  void takesAnyCertificateWhenToldNotToVerify() {
    PinnedHttpFetcher fetcher = fetcher(null);
    assertThat(fetch(fetcher, "other.test", false).code()).isEqualTo(200);
    assertThatThrownBy(() -> fetch(fetcher, "other.test", true)).hasMessageStartingWith("TLS handshake failed");
  }

  @Test
  void judgesTheAddressAlsoWhenToldNotToVerify() {
    assertThatThrownBy(() -> fetcher(null).fetch(request("https://api.test:" + port + "/", Set.of(), false)))
        .hasMessage("address of api.test is not public");
  }

  private static PinnedHttpFetcher fetcher(@Nullable PfxOptions trust) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new PinnedHttpFetcher(VERTX, new UrlGate(host -> List.of(loopback), PublicAddresses::contain), trust);
  }

  private static FetchResponse fetch(PinnedHttpFetcher fetcher, String host, boolean verify) {
    return fetcher.fetch(request("https://" + host + ":" + port + "/", Set.of(host + ":" + port), verify));
  }

  private static FetchRequest request(String url, Set<String> grants, boolean verify) {
    return new FetchRequest("GET", url, List.of(), null, verify, grants, HttpLimits.DEFAULT);
  }
}
