package io.jukwaa.stores.embedded;

import static io.jukwaa.stores.contract.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.store.Outbox;
import io.jukwaa.store.Outbox.Priority;
import io.jukwaa.stores.contract.OutboxContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedOutboxTest extends OutboxContract {
  @TempDir
  private Path data;
  private EmbeddedDatabase database;

  @BeforeEach
  void open() {
    database = EmbeddedDatabase.open(data, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected Outbox outbox() {
    return database.outbox();
  }

  @Override
  protected void replaceProcess() {
    close();
    open();
  }

  /** Along the index, whose order is that of the answer: a step that sorts would be a line of its own. */
  @Test
  void findsWhatIsDueInTheIndexAlone() {
    assertThat(plan(EmbeddedOutbox.DUE, "c", 1L, 1))
        .containsExactly("SEARCH outbox USING INDEX outbox_due (channel=? AND rank=? AND due<?)");
  }

  @Test
  void stepsFromChannelToChannel() {
    assertThat(plan(EmbeddedOutbox.CHANNELS)).filteredOn(step -> step.contains(" outbox"))
        .containsExactly("SEARCH outbox USING COVERING INDEX outbox_due",
            "SEARCH outbox USING COVERING INDEX outbox_due (channel>?)");
  }

  @Test
  void countsInTheIndexOfOneChannel() {
    assertThat(plan(EmbeddedOutbox.BACKLOG, "c"))
        .containsExactly("SEARCH outbox USING COVERING INDEX outbox_due (channel=? AND rank=?)");
  }

  @Test
  void findsEarlyReceiptsByTheirId() {
    assertThat(plan(EmbeddedOutbox.EARLY_RECEIPTS, "c", "s", 1L))
        .containsExactly("SEARCH outbox_early USING INDEX outbox_early_sent (channel=? AND sent_id=?)");
  }

  @Test
  void findsWhatTheOperatorCallsAMessageByTheMessage() {
    assertThat(plan(EmbeddedOutbox.SENT_ENDS, 1L, "c", "m"))
        .containsExactly("SEARCH outbox_sent USING INDEX outbox_sent_message (channel=? AND message_id=?)");
  }

  @Test
  void forgetsWhatIsRememberedNoMore() {
    settle("m", "s");
    outbox().match("c", receipt("early"), START);
    clock.advance(Outbox.REMEMBERED);
    settle("n", "t");
    outbox().match("c", receipt("late"), clock.instant());
    for (String table : List.of("outbox_left", "outbox_sent", "outbox_early")) {
      assertThat(database.<Long>read(sql -> sql.number("select count(*) from " + table))).as(table).isEqualTo(1);
    }
    assertThat(DatabaseCheck.of(data).problems()).isEmpty();
  }

  private void settle(String id, String sentId) {
    put("c", id, Priority.BULK, clock.instant());
    outbox().conclude("c", id, sent(sentId), clock.instant());
    outbox().settle("c", id, clock.instant());
  }

  private List<String> plan(String query, Object... arguments) {
    return database.read(sql -> sql.all("explain query plan " + query, row -> row.getString("detail"), arguments));
  }
}
