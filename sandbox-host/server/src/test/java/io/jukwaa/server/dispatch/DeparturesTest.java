package io.jukwaa.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Channel;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Received;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.Inbox;
import io.jukwaa.store.MessageLog.Origin;
import io.jukwaa.store.OptOutStore.OptOut;
import io.jukwaa.store.Outbox.Entry;
import io.jukwaa.store.Outbox.Priority;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which channel carries what. */
class DeparturesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final String USER = "+27";
  private static final Channel SCREENS = channel("screens", "acme", "ussd-http", Map.of("map", "africastalking"));
  private static final Channel JSON = channel("json", "acme", "json", Map.of());
  private static final Channel TEXTS = channel("texts", "acme", "africastalking-sms",
      Map.of("username", "u", "api-key", "k", "expire-after", "2"));
  private static final Channel ALERTS = channel("alerts", "acme", "africastalking-sms",
      Map.of("username", "u", "api-key", "k"));
  private static final Channel FOREIGN = channel("foreign", "other", "africastalking-sms",
      Map.of("username", "u", "api-key", "k"));
  private static final App APP = new App("a", "acme", "app.js", "", App.STANDARD_MODULES, Map.of(), Set.of(), true,
      Set.of(), Map.of("sms", "texts", "far", "foreign", "lost", "no-such", "screen", "screens"));

  private EmbeddedDatabase database;
  private DeparturesFixture fixture;

  @BeforeEach
  void open(@TempDir Path data) {
    database = EmbeddedDatabase.open(data, CLOCK);
    List.of(SCREENS, JSON, TEXTS, ALERTS, FOREIGN).forEach(database.deployments()::save);
    fixture = DeparturesFixture.of(database, CLOCK);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void answersWhereTheQuestionCameFrom() {
    leave(APP, SCREENS, inbound(), inbound().reply("r", SessionEvent.CLOSE, stamp("r")));
    assertThat(database.outbox().channels()).isEmpty();
    leave(APP, TEXTS, inbound(), inbound().reply("r", SessionEvent.NONE, stamp("r")));
    assertThat(waiting("texts")).singleElement()
        .satisfies(entry -> assertThat(entry.priority()).isEqualTo(Priority.REPLY));
    assertThat(fixture.told()).isEmpty();
  }

  @Test
  void sendsByTheChannelOfTheEndpoint() {
    leave(APP, SCREENS, inbound(), send(USER, "sms"));
    assertThat(waiting("texts")).containsExactly(new Entry("texts", "a",
        send(USER, "sms").with("transport_name", "texts").with("transport_type", "sms"), Priority.REPLY,
        NOW.plus(Duration.ofHours(2))));
    assertThat(fixture.woken()).containsExactly("texts");
  }

  @Test
  void putsInWhatHasLeftAlreadyOnce() {
    leave(APP, SCREENS, inbound(), send(USER, "sms"));
    leave(APP, SCREENS, inbound(), send(USER, "sms"));
    assertThat(waiting("texts")).hasSize(1);
    assertThat(fixture.woken()).hasSize(1);
  }

  /** It may have left by the first already. */
  @Test
  void staysWithTheChannelItWasStoredWith() {
    Routes.Cause cause = new Routes.Cause(APP, SCREENS, inbound());
    UserMessage stored = fixture.departures().addressed(cause, send(USER, "sms"));
    App moved = new App("a", "acme", "app.js", "", App.STANDARD_MODULES, Map.of(), Set.of(), true, Set.of(),
        Map.of("sms", "alerts"));
    Routes.Cause later = new Routes.Cause(moved, SCREENS, inbound());
    fixture.departures().leave(cause, stored);
    fixture.departures().leave(later, stored);
    fixture.departures().leaveAgain(later, stored);
    assertThat(waiting("texts")).hasSize(1);
    assertThat(waiting("alerts")).isEmpty();
  }

  /** The app has heard what became of it, or an answer had it. */
  @Test
  void leavesByNothingLaterWhatLedNowhere() {
    for (Channel channel : List.of(SCREENS, JSON)) {
      UserMessage message = send(USER, "news").with("message_id", "by-" + channel.key());
      Routes.Cause cause = new Routes.Cause(APP, channel, inbound());
      UserMessage stored = fixture.departures().addressed(cause, message);
      fixture.departures().leave(cause, stored);
      App moved = new App("a", "acme", "app.js", "", App.STANDARD_MODULES, Map.of(), Set.of(), true, Set.of(),
          Map.of("news", "texts"));
      fixture.departures().leave(new Routes.Cause(moved, channel, inbound()), stored);
    }
    assertThat(database.outbox().channels()).isEmpty();
  }

  /** Its app was told that it was taken; that the receiver has opted out since is nothing to tell of it. */
  @Test
  void tellsNothingOfWhatHasLeft() {
    Routes.Cause cause = new Routes.Cause(APP, SCREENS, inbound());
    UserMessage stored = fixture.departures().addressed(cause, send("+28", "sms"));
    fixture.departures().leave(cause, stored);
    database.optOuts().save("acme", new OptOut("msisdn", "+28", "m", NOW));
    fixture.departures().leaveAgain(cause, stored);
    assertThat(fixture.told()).isEmpty();
    assertThat(waiting("texts")).hasSize(1);
  }

  @Test
  void letsThoseWhoWaitGoFirst() {
    leave(APP, SCREENS, inbound(), send("+28", "sms"));
    leave(APP, TEXTS, event(), send(USER, "sms").with("message_id", "of-an-event"));
    UserMessage trigger = inbound().with("inbound_push_trigger", true);
    leave(APP, TEXTS, trigger, send(USER, "sms").with("message_id", "of-a-trigger"));
    assertThat(waiting("texts")).extracting(Entry::priority).containsOnly(Priority.BULK).hasSize(3);
  }

  @Test
  void takesTheChannelOfTheQuestionForTheDefaultEndpoint() {
    leave(APP, ALERTS, inbound(), send(USER, "default"));
    assertThat(waiting("alerts")).hasSize(1);
    App routed = new App("b", "acme", "app.js", "", App.STANDARD_MODULES, Map.of(), Set.of(), true, Set.of(),
        Map.of("default", "texts"));
    leave(routed, ALERTS, inbound(), send(USER, "default"));
    assertThat(waiting("texts")).hasSize(1);
  }

  @Test
  void leavesEverythingElseToWhomeverAsksForAllOfIt() {
    leave(APP, JSON, inbound(), send(USER, "default"));
    leave(APP, JSON, inbound(), send(USER, "nowhere"));
    assertThat(fixture.told()).isEmpty();
    leave(APP, JSON, inbound(), send(USER, "sms"));
    assertThat(waiting("texts")).hasSize(1);
  }

  @Test
  void tellsTheAppWhatLeadsNowhere() {
    for (String endpoint : List.of("default", "nowhere", "lost", "far", "screen")) {
      leave(APP, SCREENS, inbound(), send(USER, endpoint).with("message_id", endpoint));
    }
    assertThat(fixture.told()).extracting(MessageEvent::status).containsOnly("nack");
    assertThat(fixture.told()).extracting(MessageEvent::userMessageId)
        .containsExactly("default", "nowhere", "lost", "far", "screen");
    assertThat(fixture.told()).extracting(event -> event.json().text("nack_reason")).satisfiesExactly(
        reason -> assertThat(reason).startsWith("endpoint default leads to no channel"),
        reason -> assertThat(reason).startsWith("endpoint nowhere leads to no channel"),
        reason -> assertThat(reason).isEqualTo("endpoint lost leads to a channel that is gone: no-such"),
        reason -> assertThat(reason).isEqualTo("endpoint far leads to a channel that is gone: foreign"),
        reason -> assertThat(reason).isEqualTo("endpoint screen leads to a channel that answers only: screens"));
    assertThat(database.appLog().tail(APP, 10)).extracting(AppLog.Line::levelName).containsOnly("WARNING").hasSize(5);
  }

  /** It would send again whenever it is told. */
  @Test
  void doesNotTellAnAppThatIsBeingTold() {
    leave(APP, SCREENS, event(), send(USER, "nowhere"));
    assertThat(fixture.told()).isEmpty();
    assertThat(database.appLog().tail(APP, 10)).hasSize(1);
  }

  /** The host died when the message was in the log and not yet in the outbox; another deals with the question. */
  @Test
  void letsLeaveWhatADeadHostHadStored() {
    UserMessage question = inbound().with("session_event", "resume");
    Exchange exchange = new Exchange(SCREENS, question);
    ledger().store(exchange, APP);
    AppRun died = ledger().run(SCREENS, APP, question, null);
    UserMessage text = fixture.departures().addressed(new Routes.Cause(APP, SCREENS, question),
        UserMessage.send(USER, "news", "sms", died.sendStamp()));
    database.messages().appendOutbound(APP, "screens", new Origin("m", Origin.FIRST_SEND), text);
    assertThat(waiting("texts")).isEmpty();
    assertThat(ledger().hasAnswer(new Exchange(SCREENS, question), APP)).isFalse();
    assertThat(waiting("texts")).extracting(Entry::message).containsExactly(text);
  }

  /** As it is told again, the app may send nothing any more. */
  @Test
  void letsLeaveWhatWasStoredForAnEvent() {
    MessageEvent event = event();
    database.messages().appendOutbound(APP, "texts", new Origin(Inbox.Entry.event(event), Origin.FIRST_SEND),
        fixture.departures().addressed(new Routes.Cause(APP, TEXTS, event), send(USER, "sms")));
    assertThat(ledger().leave(TEXTS, APP, event, Inbox.Entry.event(event))).hasSize(1);
    assertThat(waiting("texts")).hasSize(1);
  }

  private Ledger ledger() {
    return new Ledger(database.messages(), database.appLog(), fixture.departures(), database.durability(),
        () -> stamp("s"));
  }

  private void leave(App app, Channel channel, Received received, UserMessage message) {
    Routes.Cause cause = new Routes.Cause(app, channel, received);
    fixture.departures().leave(cause, fixture.departures().addressed(cause, message));
  }

  private List<Entry> waiting(String channel) {
    return database.outbox().due(channel, NOW, 10);
  }

  private static UserMessage inbound() {
    return UserMessage.of(Map.of("from_addr", USER, "to_addr", "1", "content", "hello"), stamp("m"));
  }

  private static UserMessage send(String to, String endpoint) {
    return UserMessage.send(to, "news", endpoint, stamp("s"));
  }

  private static MessageEvent event() {
    return MessageEvent.of(Map.of("event_type", "ack", "user_message_id", "m", "sent_message_id", "1"), stamp("e"));
  }

  private static Stamp stamp(String id) {
    return new Stamp(id, NOW);
  }

  private static Channel channel(String key, String tenant, String transport, Map<String, String> settings) {
    return new Channel(key, tenant, "a", transport, settings, Channel.DEFAULT_APOLOGY);
  }
}
