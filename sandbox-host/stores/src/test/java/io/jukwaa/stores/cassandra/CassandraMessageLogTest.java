package io.jukwaa.stores.cassandra;

import static io.jukwaa.stores.contract.Samples.START;
import static io.jukwaa.stores.contract.Samples.inbound;
import static io.jukwaa.stores.contract.Samples.outbound;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.uuid.Uuids;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.store.MessageLog;
import io.jukwaa.stores.contract.MessageLogContract;
import io.jukwaa.stores.contract.Samples;
import io.jukwaa.stores.format.Json;
import io.jukwaa.stores.format.Time;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CassandraMessageLogTest extends MessageLogContract {
  @RegisterExtension
  static final CassandraFixture CASSANDRA = new CassandraFixture();

  @Override
  protected MessageLog log() {
    return CASSANDRA.stores().messages();
  }

  /** A host that died after the first statement left only this row. */
  @Test
  void finishesAMessageWhoseStoringWasBrokenOffWhenItComesAgain() {
    App app = Samples.app(Samples.fresh("broken"));
    UserMessage message = inbound("m", "+27", START);
    CASSANDRA.session().execute("insert into inbound (app, message_id, channel, time, accepted, json)"
        + " values (?, 'm', 'c', ?, ?, ?) if not exists", app.key(), Time.micros(START), Uuids.timeBased(),
        Json.text(message.json().members()));
    assertThat(log().latest(app, MessageLog.Direction.INBOUND, 10)).isEmpty();
    for (int times = 0; times < 2; times++) {
      assertThat(log().appendInbound(app, "c", message)).isFalse();
      CASSANDRA.stores().durability().flush();
      assertThat(log().latest(app, MessageLog.Direction.INBOUND, 10)).containsExactly(message);
      assertThat(log().latestWith(app, MessageLog.Direction.INBOUND, "+27", 10)).containsExactly(message);
      assertThat(log().count(app, MessageLog.Direction.INBOUND)).isEqualTo(1);
      assertThat(log().countUsers(app, MessageLog.Direction.INBOUND)).isEqualTo(1);
    }
  }

  /** It is sought under the time at which it came, which is another each time. */
  @Test
  void leavesNothingOfAMessageThatComesAgain() {
    App app = Samples.app(Samples.fresh("again"));
    UserMessage message = inbound("m", "+27", START);
    log().appendInbound(app, "c", message);
    for (int times = 1; times < 4; times++) {
      assertThat(log().appendInbound(app, "c", inbound("m", "+27", START.plusSeconds(90L * times)))).isFalse();
    }
    CASSANDRA.stores().durability().flush();
    assertThat(log().latest(app, MessageLog.Direction.INBOUND, 10)).containsExactly(message);
    assertThat(log().latestWith(app, MessageLog.Direction.INBOUND, "+27", 10)).containsExactly(message);
    assertThat(log().count(app, MessageLog.Direction.INBOUND)).isEqualTo(1);
    assertThat(log().countWithin(app, MessageLog.Direction.INBOUND, Duration.ofHours(1))).isEqualTo(1);
    assertThat(CASSANDRA.session().execute("select position from message_by_address where app = ? and direction ="
        + " 'inbound' and address = '+27' and month = '2026-01-01'", app.key()).all()).hasSize(1);
  }

  @Test
  void finishesAReplyWhoseStoringWasBrokenOffWhenTheRunIsDoneAgain() {
    App app = Samples.app(Samples.fresh("broken"));
    UserMessage reply = outbound("o", "+27", START);
    breakOff(app, reply);
    for (int times = 0; times < 2; times++) {
      UserMessage again = outbound("p", "+28", START);
      assertThat(log().appendOutbound(app, "c", new MessageLog.Origin("m", 0), again)).isEqualTo(reply);
      CASSANDRA.stores().durability().flush();
      assertThat(log().latest(app, MessageLog.Direction.OUTBOUND, 10)).containsExactly(reply);
      assertThat(log().count(app, MessageLog.Direction.OUTBOUND)).isEqualTo(1);
    }
  }

  /** An operator asks again and gets what the run had said, so that has to be among the messages. */
  @Test
  void finishesAReplyWhoseStoringWasBrokenOffWhenItIsAskedFor() {
    App app = Samples.app(Samples.fresh("broken"));
    UserMessage reply = outbound("o", "+27", START);
    breakOff(app, reply);
    for (int times = 0; times < 2; times++) {
      assertThat(log().sentFor(app, "c", "m")).containsExactly(reply);
      CASSANDRA.stores().durability().flush();
      assertThat(log().latest(app, MessageLog.Direction.OUTBOUND, 10)).containsExactly(reply);
      assertThat(log().latestWith(app, MessageLog.Direction.OUTBOUND, "+27", 10)).containsExactly(reply);
      assertThat(log().count(app, MessageLog.Direction.OUTBOUND)).isEqualTo(1);
    }
  }

  /** A host that died after the first statement left only this row. */
  private void breakOff(App app, UserMessage reply) {
    CASSANDRA.session().execute("insert into sent_by_run (app, run_of, channel, ordinal, accepted, message_id, json)"
        + " values (?, 'm', 'c', 0, ?, 'o', ?) if not exists", app.key(), Uuids.timeBased(),
        Json.text(reply.json().members()));
    assertThat(log().latest(app, MessageLog.Direction.OUTBOUND, 10)).isEmpty();
  }
}
