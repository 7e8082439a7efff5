package io.jukwaa.stores.contract;

import static io.jukwaa.stores.contract.Samples.START;
import static io.jukwaa.stores.contract.Samples.inbound;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.store.Inbox;
import io.jukwaa.store.Inbox.Entry;
import io.jukwaa.store.MessageLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Inbox} does. */
public abstract class InboxContract {
  private static final App APP = Samples.app("a");
  private static final App OTHER = Samples.app("b");
  /** One that does not want to hear of events. */
  private static final App UNTOLD = new App("u", APP.tenant(), "app.js", "", App.STANDARD_MODULES, Map.of(), Set.of(),
      false, Set.of());
  private static final int ALL = 1_000;

  /** The inbox of the process that works now; without messages at first. */
  protected abstract Inbox inbox();

  /** The log of the same process. */
  protected abstract MessageLog log();

  /** The process that works now ends without a word, its claims end, and another takes its place. */
  protected abstract void replaceProcess();

  @Test
  void keepsWhatThisProcessWorksOn() {
    log().appendInbound(APP, "c", inbound("m", "+27", START));
    assertThat(inbox().claim(ALL)).isEmpty();
  }

  @Test
  void givesTheWholeMessageOfAProcessThatDied() {
    UserMessage message = inbound("m", "+27", START).with("content", "caf\u00e9");
    log().appendInbound(APP, "c", message);
    replaceProcess();
    assertThat(inbox().claim(ALL)).containsExactly(new Entry("a", "c", message));
  }

  @Test
  void givesNothingOfWhoeverIsErased() {
    log().appendInbound(APP, "c", inbound("m", "+27", START));
    log().appendInbound(APP, "c", inbound("n", "+28", START));
    log().erase(APP, "+27", "gone");
    assertThat(inbox().oldest(ALL)).extracting(Entry::id).containsExactly("n");
    replaceProcess();
    assertThat(inbox().claim(ALL)).extracting(Entry::id).containsExactly("n");
  }

  @Test
  void givesEveryMessageOnce() {
    log().appendInbound(APP, "c", inbound("m", "+27", START));
    replaceProcess();
    assertThat(inbox().claim(ALL)).hasSize(1);
    assertThat(inbox().claim(ALL)).isEmpty();
  }

  /** In the order they were stored, which is not that of the operator's clock. */
  @Test
  void givesTheMessagesOfOneUserInTheirOrderAndSoManyAtATime() {
    List<Entry> stored = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      UserMessage message = inbound("m" + i, "+27" + i % 3, START.minusSeconds(i));
      log().appendInbound(APP, "c", message);
      stored.add(new Entry("a", "c", message));
    }
    replaceProcess();
    List<Entry> claimed = new ArrayList<>();
    for (List<Entry> next = inbox().claim(10); !next.isEmpty(); next = inbox().claim(10)) {
      assertThat(next).hasSizeLessThanOrEqualTo(10);
      claimed.addAll(next);
    }
    assertThat(claimed).hasSize(25);
    for (int user = 0; user < 3; user++) {
      assertThat(of("+27" + user, claimed)).isEqualTo(of("+27" + user, stored));
    }
  }

  @Test
  void givesNothingThatIsComplete() {
    log().appendInbound(APP, "c", inbound("done", "+27", START));
    log().appendInbound(APP, "c", inbound("open", "+27", START));
    log().complete(APP, "c", "done");
    assertThat(log().isComplete(APP, "c", "done")).isTrue();
    replaceProcess();
    assertThat(ids(inbox().claim(ALL))).containsExactly("open");
  }

  @Test
  void tellsAppsAndChannelsApart() {
    log().appendInbound(APP, "c", inbound("m", "+27", START));
    log().appendInbound(APP, "d", inbound("m", "+27", START));
    log().appendInbound(OTHER, "c", inbound("m", "+27", START));
    log().complete(APP, "c", "m");
    assertThat(log().isComplete(APP, "c", "m")).isTrue();
    replaceProcess();
    Set<List<String>> places = new HashSet<>();
    inbox().claim(ALL).forEach(entry -> places.add(List.of(entry.app(), entry.channel())));
    assertThat(places).containsExactlyInAnyOrder(List.of("a", "d"), List.of("b", "c"));
  }

  @Test
  void givesWhatWasClaimedByAProcessThatDiedToo() {
    log().appendInbound(APP, "c", inbound("first", "+27", START));
    log().appendInbound(APP, "c", inbound("second", "+27", START));
    replaceProcess();
    assertThat(inbox().claim(ALL)).hasSize(2);
    log().complete(APP, "c", "first");
    assertThat(log().isComplete(APP, "c", "first")).isTrue();
    log().appendInbound(APP, "c", inbound("third", "+27", START));
    replaceProcess();
    assertThat(ids(inbox().claim(ALL))).containsExactly("second", "third");
  }

  @Test
  void givesWhatWasReleased() {
    log().appendInbound(APP, "c", inbound("claimed", "+27", START));
    replaceProcess();
    assertThat(inbox().claim(ALL)).hasSize(1);
    log().appendInbound(APP, "c", inbound("own", "+27", START));
    inbox().release();
    assertThat(ids(inbox().claim(ALL))).containsExactly("claimed", "own");
  }

  @Test
  void showsWhatThisProcessHolds() {
    log().appendInbound(APP, "c", inbound("claimed", "+27", START));
    replaceProcess();
    log().appendInbound(APP, "c", inbound("own", "+27", START));
    assertThat(ids(inbox().oldest(ALL))).containsExactly("own");
    assertThat(inbox().claim(ALL)).hasSize(1);
    assertThat(ids(inbox().oldest(ALL))).containsExactly("claimed", "own");
    assertThat(ids(inbox().oldest(1))).containsExactly("claimed");
    log().complete(APP, "c", "claimed");
    assertThat(log().isComplete(APP, "c", "claimed")).isTrue();
    assertThat(ids(inbox().oldest(ALL))).containsExactly("own");
    inbox().release();
    assertThat(inbox().oldest(ALL)).isEmpty();
  }

  @Test
  void givesTheEventsThatAnAppIsToBeTold() {
    log().appendEvent(APP, "c", event("1", "m"));
    log().appendEvent(APP, "c", event("2", "m"));
    log().appendEvent(APP, "c", event("1", "n"));
    log().appendEvent(UNTOLD, "c", event("1", "m"));
    assertThat(inbox().claim(ALL)).as("this process works on them").isEmpty();
    assertThat(inbox().oldest(ALL)).hasSize(3);
    log().complete(APP, "c", event("2", "m"));
    assertThat(log().isComplete(APP, "c", event("2", "m"))).isTrue();
    assertThat(log().isComplete(APP, "c", event("1", "m"))).isFalse();
    replaceProcess();
    assertThat(inbox().claim(ALL)).containsExactlyInAnyOrder(new Entry("a", "c", event("1", "m")),
        new Entry("a", "c", event("1", "n")));
    assertThat(inbox().claim(ALL)).isEmpty();
    assertThat(log().appendEvent(APP, "c", event("1", "m"))).as("it is there").isFalse();
    inbox().release();
    assertThat(inbox().claim(ALL)).hasSize(2);
  }

  @Test
  void givesAnEventThatIsAboutNothing() {
    MessageEvent lost = MessageEvent.of(Map.of("event_type", "ack", "sent_message_id", "s"), new Stamp("1", START));
    log().appendEvent(APP, "c", lost);
    replaceProcess();
    assertThat(inbox().claim(ALL)).containsExactly(new Entry("a", "c", lost));
    log().complete(APP, "c", lost);
    assertThat(log().isComplete(APP, "c", lost)).isTrue();
    replaceProcess();
    assertThat(inbox().claim(ALL)).isEmpty();
  }

  protected static MessageEvent event(String id, String about) {
    return MessageEvent.of(Map.of("event_type", "ack", "sent_message_id", "s", "user_message_id", about),
        new Stamp(id, START));
  }

  private static List<Entry> of(String user, List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.received() instanceof UserMessage message && user.equals(message.fromAddr())).toList();
  }

  private static List<String> ids(List<Entry> entries) {
    return entries.stream().map(Entry::id).toList();
  }
}
