package io.jukwaa.stores.cassandra;

import static io.jukwaa.stores.contract.Samples.START;
import static io.jukwaa.stores.contract.Samples.inbound;
import static io.jukwaa.stores.contract.Samples.outbound;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.Row;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Limits;
import io.jukwaa.resource.Tenant;
import io.jukwaa.store.MessageLog;
import io.jukwaa.stores.contract.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The time to live of every row that a message leaves. */
final class RetentionTest {
  private static final Duration DAY = Duration.ofDays(1);

  @RegisterExtension
  static final CassandraFixture CASSANDRA = new CassandraFixture(
      settings -> settings.withRetention(DAY.multipliedBy(2)));

  @Test
  void keepsMessagesAsLongAsTheTenantSays() {
    assertThat(rows(app(7))).isNotEmpty()
        .allSatisfy(
            seconds -> assertThat(Duration.ofSeconds(seconds)).isBetween(DAY.multipliedBy(6), DAY.multipliedBy(7)));
  }

  @Test
  void keepsThoseOfOtherTenantsAsLongAsTheInstallationSays() {
    assertThat(rows(app(0))).isNotEmpty()
        .allSatisfy(seconds -> assertThat(Duration.ofSeconds(seconds)).isBetween(DAY, DAY.multipliedBy(2)));
  }

  private static App app(int retentionDays) {
    String key = Samples.fresh("retention");
    App app = new App(key, key, "app.js", "", App.STANDARD_MODULES, Map.of(), Set.of(), false, Set.of());
    CASSANDRA.stores().deployments()
        .save(new Tenant(app.tenant(), false, 1, Set.of(), Limits.DEFAULT, retentionDays));
    return app;
  }

  /** Seconds each row has left after a message, a reply and an event. */
  private static List<Integer> rows(App app) {
    MessageLog log = CASSANDRA.stores().messages();
    log.appendInbound(app, "c", inbound("m", "+27", START));
    log.appendOutbound(app, "c", new MessageLog.Origin("m", 0), outbound("o", "+27", START));
    log.complete(app, "c", "m");
    log.appendEvent(app, "c",
        MessageEvent.of(Map.of("event_type", "ack", "user_message_id", "o", "sent_message_id", "x"),
            new Stamp("e", START)));
    assertThat(log.isComplete(app, "c", "m")).isTrue();
    CASSANDRA.stores().durability().flush();
    return List.of(
        seconds("select ttl(json) from inbound where app = ? and message_id = 'm'", app),
        seconds("select ttl(indexed) from inbound where app = ? and message_id = 'm'", app),
        seconds("select ttl(json) from outbound where app = ? and message_id = 'o'", app),
        seconds("select ttl(json) from sent_by_run where app = ? and run_of = 'm' and channel = 'c'", app),
        seconds("select ttl(indexed) from sent_by_run where app = ? and run_of = 'm' and channel = 'c'", app),
        seconds("select ttl(json) from event where app = ? and about = 'o'", app),
        seconds("select ttl(counted) from event where app = ? and about = 'o'", app),
        seconds("select ttl(item) from message_by_address where app = ? and direction = 'inbound' and address = '+27'"
            + " and month = '2026-01-01'", app),
        seconds("select ttl(item) from timeline where kind = 'inbound' and owner = ? allow filtering", app));
  }

  /** -1 if the row stays for ever. */
  private static int seconds(String query, App app) {
    Row row = Objects.requireNonNull(CASSANDRA.session().execute(query, app.key()).one(), query);
    return row.isNull(0) ? -1 : row.getInt(0);
  }
}
