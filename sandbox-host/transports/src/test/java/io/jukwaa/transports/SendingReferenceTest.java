package io.jukwaa.transports;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.stores.embedded.EmbeddedDatabase;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * To write the tables anew: {@code ./mvnw -pl sandbox-host/transports -am test -Dtest=SendingReferenceTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dpages.write=true}.
 */
class SendingReferenceTest {
  private static final ReferencePage PAGE = ReferencePage.of("sending.md", SendingReferenceTest.class);

  @Test
  void tellsWhatEveryTransportCanDo() {
    PAGE.holds("abilities", sending().map(SendingReferenceTest::abilities).toList());
  }

  @Test
  void describesEverySetting() {
    sending().filter(transport -> !transport.name().equals("smpp")) // fills a page of its own
        .forEach(transport -> PAGE.holds("settings of " + transport.name(),
            transport.settings().schema().stream().map(SendingReferenceTest::setting).toList()));
  }

  /** On this page and among all of the host's. */
  @Test
  void namesEveryRoute(@TempDir Path data) {
    Vertx vertx = Vertx.vertx();
    try (EmbeddedDatabase database = EmbeddedDatabase.open(data, new MovableClock())) {
      Router router = Router.router(vertx);
      TransportContext context = new TransportContext((_, _) -> null, new ScriptedPort(), database.sessions(),
          (_, _) -> {}, database.durability(), new MovableClock(), () -> "id");
      sending().filter(HttpTransport.class::isInstance).map(HttpTransport.class::cast)
          .forEach(transport -> transport.mount(router, context));

      assertThat(router.getRoutes()).isNotEmpty().extracting(Route::getPath)
          .map(path -> "| `" + path.replaceAll(":(\\w+)", "{$1}") + "` | ")
          .allSatisfy(row -> {
            assertThat(PAGE.text()).contains(row);
            assertThat(ReferencePage.of("http.md", SendingReferenceTest.class).text()).contains(row);
          });
    } finally {
      Operator.await(vertx.close());
    }
  }

  private static Stream<Transport> sending() {
    return Transports.builtIn().all().stream().filter(SendingTransport.class::isInstance);
  }

  private static String abilities(Transport transport) {
    Capabilities can = transport.capabilities();
    return ReferencePage.row(List.of('`' + transport.name() + '`',
        can.longest() == 0 ? "any length" : can.longest() + " characters",
        can.alphabet() == Capabilities.Alphabet.UNICODE ? "Unicode" : "GSM 7-bit, else UCS-2", "" + can.perSecond(),
        can.sessions() ? "yes" : "no", can.receipts() ? "yes" : "no"));
  }

  private static String setting(Setting setting) {
    String standard = setting.standard();
    return ReferencePage.row(List.of('`' + setting.name() + '`', setting.help(), setting.expected(),
        standard == null ? "" : '`' + standard + '`'));
  }
}
