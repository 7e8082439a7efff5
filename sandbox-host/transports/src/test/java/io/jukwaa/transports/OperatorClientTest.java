package io.jukwaa.transports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.Operator.Asked;
import io.jukwaa.transports.OperatorClient.NoAnswerException;
import io.jukwaa.transports.OperatorClient.Request;
import io.jukwaa.transports.OperatorClient.Response;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client and a real server: what it takes for an answer, and that nothing is asked twice. */
class OperatorClientTest {
  private static final int LARGEST_ANSWER = 256 * 1024;
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Consumer<HttpServerRequest> SAYS_OK = Operator.answers(200, Map.of("X-Two", "b"), "ok");
  private static final Vertx VERTX = Vertx.vertx();
  private static PfxOptions certificate;

  private final Operator operator = new Operator(VERTX);
  private final OperatorClient client = new OperatorClient(VERTX);
  private final OperatorClient impatient = new OperatorClient(VERTX, SHORT);

  /** One that is for {@code localhost} only. */
  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws IOException, InterruptedException {
    Path store = folder.resolve("operator.p12");
    Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair", "-alias", "operator", "-keyalg", "EC", "-dname", "CN=operator", "-ext", "san=dns:localhost",
        "-validity", "2", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "changeit").inheritIO()
        .start();
    assertThat(keytool.waitFor()).isZero();
    certificate = new PfxOptions().setValue(VERTX.fileSystem().readFileBlocking(store.toString()))
        .setPassword("changeit");
  }

  @BeforeEach
  void start() {
    operator.script = SAYS_OK;
  }

  @AfterEach
  void stop() {
    client.close();
    impatient.close();
    operator.close();
  }

  @AfterAll
  static void stopAll() {
    Operator.await(VERTX.close());
  }

  /** Some operators want what is secret in the path. */
  @Test
  void tellsNobodyThePath() {
    URI nobody = URI.create(Operator.nobody() + "/bot12:secret/sendMessage");
    URI silent = URI.create(operator.url() + "/bot12:secret/sendMessage");
    operator.script = Operator.NEVER_ANSWERS;

    for (URI url : List.of(nobody, silent)) {
      Throwable failure = catchThrowableOfType(NoAnswerException.class,
          () -> impatient.ask(new Request("POST", url, Map.of(), null)));
      assertThat(failure).isNotNull().asString().doesNotContain("secret");
      assertThat(failure).extracting(Throwable::getCause).asString().doesNotContain("secret");
    }
  }

  @Test
  void readsJsonWithWhateverIsInIt() {
    operator.script = Operator.answers(200, Map.of(), "{\"a\": \"\\u0007\\ud800\", \"b\": [{\"c\": null}]}");

    Fields read = client.ask(new Request("GET", URI.create(operator.url()), Map.of(), null)).json();

    assertThat(read.value("a")).isEqualTo("\u0007\ud800");
    assertThat(read.value("b")).asString().isEqualTo("[{c=null}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "1", "{", "{} {}", "{a:1}", "<html>"})
  void readsNothingElseAsJson(String body) {
    assertThatThrownBy(() -> new Response(200, Map.of(), body).json()).isInstanceOf(InvalidFieldException.class)
        .hasMessageStartingWith("body: ");
  }

  @Test
  void asksAndReadsTheAnswer() {
    Response response = client.ask(new Request("POST", URI.create(operator.url() + "/a?b=c"), Map.of("X-One", "a"),
        "ሰላም"));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers()).containsEntry("x-two", "b");
    assertThat(response.body()).isEqualTo("ok");
    Asked asked = operator.asked.getFirst();
    assertThat(asked.method() + ' ' + asked.path() + ' ' + asked.body()).isEqualTo("POST /a?b=c ሰላም");
    assertThat(asked.headers()).containsEntry("x-one", "a");
  }

  @Test
  void keepsTheConnection() {
    for (int i = 0; i < 5; i++) {
      ask(client);
    }

    assertThat(operator.asked).extracting(Asked::connection).hasSize(5).containsOnly(
        operator.asked.getFirst().connection());
  }

  @Test
  void followsNoRedirect() {
    operator.script = Operator.answers(307, Map.of("Location", operator.url() + "/elsewhere"), "");

    assertThat(ask(client).status()).isEqualTo(307);
    assertThat(operator.asked).hasSize(1);
  }

  @Test
  void readsTheLongestAnswerAndNoLongerOne() {
    operator.script = Operator.answers(200, Map.of(), "x".repeat(LARGEST_ANSWER));
    assertThat(ask(client).body()).hasSize(LARGEST_ANSWER);

    operator.script = Operator.answers(200, Map.of(), "x".repeat(LARGEST_ANSWER + 1));
    assertThat(failure(client, operator.url()).asked()).isTrue();
    assertAskedOnceMore(client, 2);
  }

  @Test
  void readsAnAnswerInChunks() {
    operator.script = request -> {
      request.response().setChunked(true).write("o");
      request.response().end("k");
    };

    assertThat(ask(client).body()).isEqualTo("ok");
  }

  @Test
  void givesUpOnAnAnswerThatTrickles() {
    operator.script = request -> {
      request.response().setChunked(true);
      long timer = VERTX.setPeriodic(20, _ -> request.response().write("."));
      request.connection().closeHandler(_ -> VERTX.cancelTimer(timer));
    };

    assertThat(failure(impatient, operator.url()).asked()).isTrue();
    assertAskedOnceMore(impatient, 1);
  }

  @Test
  void givesUpOnSilence() {
    operator.script = Operator.NEVER_ANSWERS;

    NoAnswerException failure = failure(impatient, operator.url());

    assertThat(failure.asked()).isTrue();
    assertThat(failure).hasMessage("no answer from 127.0.0.1");
    assertAskedOnceMore(impatient, 1);
  }

  @Test
  void saysThatNobodyWasAskedWhereNobodyListens() {
    NoAnswerException failure = failure(client, Operator.nobody());

    assertThat(failure.asked()).isFalse();
    assertThat(failure).hasMessage("no connection to 127.0.0.1");
  }

  @Test
  void doesNotAskAgainWhenTheConnectionIsClosedWithoutAnAnswer() {
    operator.script = Operator.DROPS_CONNECTION;

    assertThat(failure(client, operator.url()).asked()).isTrue();
    assertAskedOnceMore(client, 1);
  }

  @Test
  void doesNotAskAgainWhenAKeptConnectionIsClosedUnderTheRequest() {
    ask(client);
    operator.script = Operator.DROPS_CONNECTION;

    assertThat(failure(client, operator.url()).asked()).isTrue();
    assertThat(operator.asked).extracting(Asked::connection).containsOnly(operator.asked.getFirst().connection());
    assertAskedOnceMore(client, 2);
  }

  @Test
  void doesNotAskAgainWhenAnAnswerIsCutOff() {
    operator.script = request -> request.response().putHeader("Content-Length", "100").write("half")
        .onComplete(_ -> request.connection().close());

    assertThat(failure(client, operator.url()).asked()).isTrue();
    assertAskedOnceMore(client, 1);
  }

  @Test
  void asksNobodyWithAnothersCertificate() {
    try (Operator secure = secure(); OperatorClient trusting = trusting(Duration.ofSeconds(20))) {
      assertThat(failure(trusting, "https://127.0.0.1:" + secure.port()).asked()).isFalse();
      assertThat(failure(client, "https://localhost:" + secure.port()).asked()).isFalse();
      assertThat(secure.asked).isEmpty();

      assertThat(ask(trusting, "https://localhost:" + secure.port()).body()).isEqualTo("ok");
    }
  }

  @Test
  void asksNobodyOnceItGaveUpOnTheConnection() {
    Promise<Void> gate = Promise.promise();
    try (Operator secure = secure(); OperatorClient trusting = trusting(SHORT)) {
      NetServer slow = slowWayTo(secure, gate);
      String url = "https://localhost:" + slow.actualPort();

      assertThat(failure(trusting, url).asked()).isFalse();
      gate.complete();

      assertThat(ask(trusting, url).body()).isEqualTo("ok");
      assertThat(secure.asked).hasSize(1);
      Operator.await(slow.close());
    }
  }

  /** Takes connections at once, and lets nothing through before the gate opens. */
  private static NetServer slowWayTo(Operator operator, Promise<Void> gate) {
    NetClient onward = VERTX.createNetClient();
    return Operator.await(VERTX.createNetServer().connectHandler(in -> {
      in.pause();
      gate.future().compose(_ -> onward.connect(operator.port(), "127.0.0.1")).onSuccess(out -> join(in, out));
    }).listen(0, "127.0.0.1"));
  }

  private static void join(NetSocket in, NetSocket out) {
    in.pipeTo(out);
    out.pipeTo(in);
  }

  private static Operator secure() {
    Operator secure = new Operator(VERTX, new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate));
    secure.script = SAYS_OK;
    return secure;
  }

  private static OperatorClient trusting(Duration patience) {
    return new OperatorClient(VERTX, patience, new HttpClientOptions().setTrustOptions(certificate));
  }

  /** The next answer would come behind anything that is asked again. */
  private void assertAskedOnceMore(OperatorClient asking, int before) {
    assertThat(operator.asked).hasSize(before);
    operator.script = SAYS_OK;
    assertThat(ask(asking).body()).isEqualTo("ok");
    assertThat(operator.asked).hasSize(before + 1);
  }

  private Response ask(OperatorClient asking) {
    return ask(asking, operator.url());
  }

  private static Response ask(OperatorClient asking, String url) {
    return asking.ask(new Request("POST", URI.create(url), Map.of(), "hello"));
  }

  private static NoAnswerException failure(OperatorClient asking, String url) {
    return catchThrowableOfType(NoAnswerException.class, () -> ask(asking, url));
  }
}
