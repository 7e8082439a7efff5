package io.jukwaa.stores.copy;

import static io.jukwaa.stores.contract.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.Stamp;
import io.jukwaa.resource.App;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.ConsentStore;
import io.jukwaa.store.ContactStore;
import io.jukwaa.store.ContactStore.Condition;
import io.jukwaa.store.ContactStore.Contact;
import io.jukwaa.store.DeletionStore;
import io.jukwaa.store.GroupStore;
import io.jukwaa.store.GroupStore.Group;
import io.jukwaa.store.Inbox;
import io.jukwaa.store.KeyValueStore;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.store.MessageLog.Origin;
import io.jukwaa.store.MetricStore;
import io.jukwaa.store.MetricStore.Aggregator;
import io.jukwaa.store.MetricStore.Point;
import io.jukwaa.store.OptOutStore;
import io.jukwaa.store.OptOutStore.OptOut;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.Outbox.Priority;
import io.jukwaa.store.Outbox.Result;
import io.jukwaa.store.SessionStore;
import io.jukwaa.store.SessionStore.Session;
import io.jukwaa.store.StoreException;
import io.jukwaa.store.UsageStore;
import io.jukwaa.stores.cassandra.CassandraFixture;
import io.jukwaa.stores.contract.Samples;
import io.jukwaa.stores.contract.SettableClock;
import io.jukwaa.stores.copy.StoreCopy.Outcome;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import io.jukwaa.stores.redis.RedisFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What was moved answers as it did before, on real servers. */
class StoreCopyTest {
  private static final int MANY = 600;
  private static final ConsentStore.Consent SAID = new ConsentStore.Consent("+271", "sms", ConsentStore.State.GIVEN,
      ConsentStore.Source.KEYWORD, START, "m1");
  private static final DeletionStore.Deletion DELETED = new DeletionStore.Deletion("d", START, "Ann", "asked",
      "deleted:1", Map.of("contacts", 1L));
  private static final Instant HOUR = Instant.parse("2026-01-02T03:00:00Z");

  @RegisterExtension
  static final CassandraFixture CASSANDRA = new CassandraFixture();
  @RegisterExtension
  final RedisFixture redis = new RedisFixture(CASSANDRA.clock());

  private final App app = Samples.app(Samples.fresh("moved"));
  private final String tenant = Samples.fresh("acme");
  private final String channel = Samples.fresh("c");
  private EmbeddedDatabase source;

  /** The ports of one side. */
  private record Side(MessageLog messages, ContactStore contacts, GroupStore groups, OptOutStore optOuts,
      ConsentStore consents, DeletionStore deletions, MetricStore metrics, KeyValueStore records, AppLog log,
      UsageStore usage, SessionStore sessions,
      Outbox outbox) {}

  @BeforeEach
  void fill(@TempDir Path data) {
    source = EmbeddedDatabase.open(data, new SettableClock());
    fillMessages();
    fillPeople();
    source.metrics().fire(tenant, new Point("s", "first", Aggregator.SUM, 1.5, START), 10);
    source.metrics().fire(tenant, new Point("s", "none", Aggregator.LAST, Double.NaN, START.plusSeconds(1)), 10);
    IntStream.range(0, MANY).forEach(i -> source.keyValues().put(tenant, "key-" + i, "{\"n\":" + i + "}", null, 9_999));
    source.keyValues().put(tenant, "brief", "1", Duration.ofHours(1), 9_999);
    source.appLog().append(app, AppLog.INFO, "one\ntwo");
    source.appLog().append(app, AppLog.ERROR, "three");
    source.usage().add(tenant, HOUR, new UsageStore.Hour(HOUR, 1, 0, 2, 3, 4, 5));
    source.sessions().save(new Session(channel, "s1", Map.of("text", "1*2"), START.plusSeconds(90)));
    fillOutbox();
    source.deployments().save(Samples.tenant(tenant));
    source.deployments().save(app);
    source.deployments().save(Samples.channel(channel));
    source.durability().flush();
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void answersAndGoesOnAsBefore() {
    List<Outcome> outcomes = copy((_, _, _) -> {});
    assertThat(outcomes).allSatisfy(outcome -> {
      assertThat(outcome.source()).as(outcome.part()).isPositive();
      assertThat(outcome.isWhole()).as(outcome.part()).isTrue();
    });
    assertThat(answers(target())).isEqualTo(answers(source()));
    assertThat(CASSANDRA.stores().deployments().app(app.key())).isEqualTo(app);
    assertThat(CASSANDRA.stores().deployments().channels()).contains(Samples.channel(channel));
    handsOverWhatIsToBeRunInItsOrder();
    goesOnAsBefore();
    letsMessagesLeaveAsBefore();
  }

  private void goesOnAsBefore() {
    Side target = target();
    assertThat(target.messages().appendInbound(app, channel, Samples.inbound("m7", "+277", START))).isFalse();
    assertThat(target.messages().appendInbound(app, channel, Samples.inbound("new", "+277", START.plusSeconds(9))))
        .isTrue();
    assertThat(target.messages().count(app, Direction.INBOUND)).isEqualTo(MANY + 1);
    assertThat(target.messages().appendOutbound(app, channel, new Origin("m7", 0),
        Samples.outbound("again", "+277", START)).messageId()).isEqualTo("o7");
    assertThat(target.metrics().fire(tenant, new Point("s", "third", Aggregator.SUM, 1, START), 2)).isFalse();
    assertThat(target.records().put(tenant, "one more", "1", null, MANY + 2).stored()).isFalse();
  }

  private void letsMessagesLeaveAsBefore() {
    Outbox outbox = redis.stores().outbox();
    for (String id : List.of("l7", "told", "left", "refused")) {
      assertThat(outbox.put(leaving(id, Priority.BULK), START)).as(id).isFalse();
    }
    assertThat(outbox.put(leaving("new", Priority.REPLY), START)).isTrue();
    assertThat(outbox.due(channel, START, MANY)).extracting(entry -> entry.message().messageId())
        .contains("new").endsWith("l401")
        .startsWith("l598", "l596").hasSize(200);
    outbox.settle(channel, "told", START);
    Receipt receipt = new Receipt("s-3", Receipt.Status.FAILED, null);
    assertThat(outbox.match(channel, receipt, START)).isEqualTo(new Outbox.Match(app.key(), "told"));
    assertThat(outbox.match(channel, receipt, START.plus(Outbox.REMEMBERED))).isNull();
  }

  private void handsOverWhatIsToBeRunInItsOrder() {
    redis.stores().inbox().release();
    assertThat(redis.stores().inbox().claim(MANY)).extracting(Inbox.Entry::app, Inbox.Entry::id)
        .containsExactly(tuple(app.key(), "m598"), tuple(app.key(), "m599"), tuple(app.key(), "event o1 e1"));
  }

  @Test
  void goesOnWhereItWasBrokenOff() {
    AtomicInteger seen = new AtomicInteger();
    assertThatThrownBy(() -> copy((doing, done, _) -> {
      if (doing.equals("copy outbound messages") && done == 500) {
        throw new StoreException("the lights went out", null);
      }
    })).isInstanceOf(StoreException.class);
    List<Outcome> outcomes = copy((doing, done, _) -> {
      if (doing.equals("copy inbound messages")) {
        seen.incrementAndGet();
        assertThat(done).isEqualTo(MANY);
      }
    });
    assertThat(seen).as("batches of inbound messages, with the beginning").hasValue(1);
    assertThat(outcomes).allMatch(Outcome::isWhole);
    assertThat(answers(target())).isEqualTo(answers(source()));
  }

  @Test
  void findsWhatDiffersAndCopiesItAnew() {
    copy((_, _, _) -> {});
    CASSANDRA.session().execute("delete from inbound where app = ? and message_id = 'm3' and channel = ?", app.key(),
        channel);
    CASSANDRA.session().execute("delete from message_by_address where app = ? and direction = 'outbound' and address ="
        + " '+277' and month = '2026-01-01'", app.key());
    CASSANDRA.session().execute("update contact set terms = {} where tenant = ? and key = ?", tenant,
        String.format("%032x", 1));
    CASSANDRA.session().execute("update tally set value = value + 2 where app = ? and name = 'inbound'", app.key());
    redis.stores().keyValues().put(tenant, "key-5", "{}", null, 9_999);
    redis.forget("*:{" + channel + "}:outbox*");
    assertThat(copy((_, _, _) -> {}).stream().filter(outcome -> !outcome.isWhole()))
        .extracting(Outcome::part, Outcome::found)
        .containsExactly(tuple("inbound messages", MANY - 1L),
            tuple("outbound messages", MANY - 5L),
            tuple("message totals", 4L),
            tuple("contacts", 2L),
            tuple("records", (long) MANY),
            tuple("messages to leave", 0L),
            tuple("messages that left", 0L));
    assertThat(copy((_, _, _) -> {})).allMatch(Outcome::isWhole);
    assertThat(answers(target())).isEqualTo(answers(source()));
  }

  private void fillMessages() {
    MessageLog log = source.messages();
    for (int i = 0; i < MANY; i++) {
      Instant time = START.minus(Duration.ofMinutes(i));
      String person = "+27" + i % 100;
      log.appendInbound(app, channel, Samples.inbound("m" + i, person, time));
      log.appendOutbound(app, channel, new Origin("m" + i, 0), Samples.outbound("o" + i, person, time));
      if (i < MANY - 2) {
        log.complete(app, channel, "m" + i);
      }
    }
    log.appendOutbound(app, channel, null, Samples.outbound("alone", "+27alone", START));
    log.appendEvent(app, "c",
        MessageEvent.of(Map.of("event_type", "ack", "user_message_id", "o1", "sent_message_id", "s1"),
            new Stamp("e1", START)));
  }

  /** Replies and bulk in turns, one of them tried; then one whose app is to be told, and two that have left. */
  private void fillOutbox() {
    Outbox outbox = source.outbox();
    for (int i = 0; i < MANY; i++) {
      outbox.put(leaving("l" + (MANY - i), i % 2 == 0 ? Priority.REPLY : Priority.BULK), START.plusSeconds(i / 200));
    }
    outbox.postpone(channel, "l" + MANY, START);
    outbox.postpone(channel, "l" + MANY, START.plusSeconds(60));
    for (String id : List.of("told", "left", "refused")) {
      outbox.put(leaving(id, Priority.BULK), START);
    }
    outbox.conclude(channel, "left", new Result.Sent(List.of("s-1", "s-2", "s-3")), START);
    outbox.conclude(channel, "refused", new Result.Refused("no"), START);
    outbox.settle(channel, "left", START);
    outbox.settle(channel, "refused", START);
    outbox.conclude(channel, "told", new Result.Sent(List.of("s-3", "s-4")), START.plusSeconds(5));
  }

  private Outbox.Entry leaving(String id, Priority priority) {
    return new Outbox.Entry(channel, app.key(), Samples.outbound(id, "+277", START), priority, START.plusSeconds(99));
  }

  private void fillPeople() {
    for (int i = 0; i < 3; i++) {
      source.contacts().save(tenant, new Contact(String.format("%032x", i), START.plusSeconds(i),
          Map.of("msisdn", "+27" + i, "name", "Ann \u00e9"), Map.of("clinic", "7"), Map.of("s", "1"), Set.of("g")));
    }
    source.groups().save(tenant, new Group("g", "mothers", null, START));
    source.groups().save(tenant, new Group("h", "smart", "name:A*", START));
    source.consents().record(tenant, SAID);
    source.deletions().save(tenant, DELETED);
    source.optOuts().save(tenant, new OptOut("msisdn", "+271", "m1", START));
  }

  private List<Outcome> copy(StoreCopy.Progress progress) {
    return new StoreCopy(CASSANDRA.stores().target(), redis.stores().target(),
        CASSANDRA.stores().copies().marks(tenant), progress).run(source.parts());
  }

  private Side source() {
    return new Side(source.messages(), source.contacts(), source.groups(), source.optOuts(), source.consents(),
        source.deletions(), source.metrics(), source.keyValues(), source.appLog(), source.usage(), source.sessions(),
        source.outbox());
  }

  private Side target() {
    return new Side(CASSANDRA.stores().messages(), CASSANDRA.stores().contacts(), CASSANDRA.stores().groups(),
        CASSANDRA.stores().optOuts(), CASSANDRA.stores().consents(), CASSANDRA.stores().deletions(),
        CASSANDRA.stores().metrics(), redis.stores().keyValues(),
        redis.stores().appLog(), redis.stores().usage(), redis.stores().sessions(),
        redis.stores().outbox());
  }

  private Map<String, @Nullable Object> answers(Side side) {
    Map<String, @Nullable Object> answers = new LinkedHashMap<>();
    for (Direction direction : Direction.values()) {
      answers.put("latest " + direction, side.messages().latest(app, direction, 2 * MANY));
      answers.put("with address " + direction, side.messages().latestWith(app, direction, "+277", 20));
      answers.put("count " + direction, side.messages().count(app, direction));
      answers.put("users " + direction, side.messages().countUsers(app, direction));
      answers.put("find " + direction, side.messages().find(app, direction, "m500"));
    }
    answers.put("two days", side.messages().countWithin(app, Direction.INBOUND, Duration.ofDays(2)));
    answers.put("events", side.messages().countEvents(app));
    answers.put("sent", side.messages().sentFor(app, channel, "m9"));
    answers.put("complete", side.messages().isComplete(app, channel, "m9"));
    answers.put("incomplete", side.messages().isComplete(app, channel, "m599"));
    answers.put("contacts", side.contacts().search(tenant, List.of(), 10));
    answers.put("Ann", side.contacts().search(tenant, List.of(new Condition("extras-clinic", "7")), 10));
    answers.put("contact", side.contacts().findBy(tenant, "msisdn", "+271"));
    answers.put("members", side.contacts().countMembers(tenant, "g"));
    answers.put("groups", side.groups().list(tenant));
    answers.put("mothers", side.groups().findByName(tenant, "mothers"));
    answers.put("consents", side.consents().history(tenant, "+271"));
    answers.put("deletions", side.deletions().list(tenant, 10));
    answers.put("opt-outs", side.optOuts().list(tenant, 10));
    answers.put("opt-out count", side.optOuts().count(tenant));
    answers.put("metrics", side.metrics().latest(tenant, 10));
    answers.put("records", side.records().list(tenant, 2 * MANY));
    answers.put("log", side.log().tail(app, 10));
    answers.put("usage", side.usage().latest(tenant, 10));
    answers.put("channels", side.outbox().channels());
    answers.put("due", side.outbox().due(channel, START.plusSeconds(60), 2 * MANY));
    answers.put("due soon", side.outbox().due(channel, START, 2 * MANY));
    answers.put("backlog", side.outbox().backlog(channel));
    for (int i = 1; i <= 4; i++) {
      answers.put("receipt " + i,
          side.outbox().match(channel, new Receipt("s-" + i, Receipt.Status.DELIVERED, null), START));
    }
    answers.put("session", side.sessions().find(channel, "s1"));
    return answers;
  }
}
