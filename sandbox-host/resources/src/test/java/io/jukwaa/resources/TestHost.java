package io.jukwaa.resources;

import com.fasterxml.jackson.databind.JsonNode;
import io.jukwaa.message.Fields;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.Execution;
import io.jukwaa.resource.Limits;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Resource;
import io.jukwaa.resource.Tenant;
import io.jukwaa.resources.config.ConfigResource;
import io.jukwaa.resources.contacts.ContactsResource;
import io.jukwaa.resources.encryption.EncryptionKeys;
import io.jukwaa.resources.encryption.EncryptionResource;
import io.jukwaa.resources.groups.GroupsResource;
import io.jukwaa.resources.http.HttpLimits;
import io.jukwaa.resources.http.HttpResource;
import io.jukwaa.resources.kv.KvResource;
import io.jukwaa.resources.log.LogResource;
import io.jukwaa.resources.messages.MessageStoreResource;
import io.jukwaa.resources.metrics.MetricsResource;
import io.jukwaa.resources.optout.OptOutResource;
import io.jukwaa.resources.outbound.OutboundResource;
import io.jukwaa.sandbox.Resources;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The real resources on the real embedded store, behind the host's own dispatch. Its clock stands at 2026-01-02
 * 03:04:05.000006; the stamps it gives are numbered from 1, as 32 hexadecimal digits.
 *
 * <p>There are three apps: {@code app-a} and {@code app-a2} of {@code tenant-a}, {@code app-b} of {@code tenant-b}; the
 * host's number is part of all these names, so that hosts can share a database.
 */
final class TestHost {
  final SettableClock clock;
  final EmbeddedDatabase database;
  final ScriptedFetcher fetcher;
  private final int number;
  private final AtomicInteger stamps = new AtomicInteger();
  private final Map<String, Caller> callers;
  private final Resources resources;

  /** @param setting members {@code tenant}, {@code app}, {@code inbound}, {@code http}, {@code sendFails} of a case */
  TestHost(EmbeddedDatabase database, SettableClock clock, JsonNode setting, int number) {
    this.database = database;
    this.clock = clock;
    this.number = number;
    clock.reset();
    fetcher = new ScriptedFetcher(setting.path("http"));
    Json json = new Json(setting);
    Tenant tenant = new Tenant(named("tenant-a"), setting.path("tenant").path("canManageOptouts").asBoolean(false),
        setting.path("tenant").path("maxKeys").asInt(Tenant.DEFAULT_MAX_KEYS), json.texts("tenant", "helperMetadata"),
        limits(setting.path("tenant")), 0);
    App app = new App(named("app-a"), tenant.key(), "An app", "", "vumigo-0.3", json.textsByName("app", "config"),
        json.texts("app", "endpoints"), false, json.texts("app", "privateHosts"));
    Tenant other = new Tenant(named("tenant-b"), true, Tenant.DEFAULT_MAX_KEYS, Set.of());
    callers = Stream.of(new Caller(tenant, app, run(setting)),
        new Caller(tenant, app("app-a2", tenant), run(setting)), new Caller(other, app("app-b", other), run(setting)))
        .collect(Collectors.toMap(caller -> caller.app().key(), Function.identity()));
    resources = new Resources(all(), database.appLog());
  }

  private static Limits limits(JsonNode tenant) {
    Limits usual = Limits.DEFAULT;
    return new Limits(usual.wallMillis(), usual.cpuMillis(), usual.allocatedBytes(), usual.requests(),
        usual.outputBytes(), usual.liveRequests(), usual.logLines(), usual.httpCalls(), usual.messages(),
        usual.queuedMessages(), tenant.path("valueBytes").asInt(usual.valueBytes()),
        tenant.path("metricNames").asInt(usual.metricNames()), usual.stringLength(), usual.typedArrayLength());
  }

  /** What tables call {@code app-a} and so on, as this host calls it. */
  static String named(String name, int number) {
    return name.replaceAll("\\b(tenant|app)-(a2?|b)\\b", "$1-$2-" + number);
  }

  List<Resource> all() {
    return List.of(new LogResource(database.appLog()), new ConfigResource(),
        new KvResource(database.keyValues(), database.appLog(), Execution.AT_ONCE),
        new HttpResource(fetcher, HttpLimits.DEFAULT, database.durability()),
        new OutboundResource(Execution.AT_ONCE), new MetricsResource(database.metrics(), clock, Execution.AT_ONCE),
        new ContactsResource(database.contacts(), this::stamp),
        new GroupsResource(database.groups(), database.contacts(), this::stamp),
        new OptOutResource(database.optOuts(), database.consents(), clock), encryption(),
        new MessageStoreResource(database.messages(), this::findApp));
  }

  /** With the key of the bytes 0 to 31. */
  private static EncryptionResource encryption() {
    return new EncryptionResource(EncryptionKeys.of(Path.of("src/test/resources/keys-of-known-bytes.txt")),
        new SecureRandom());
  }

  Caller caller(String app) {
    Caller caller = callers.get(app);
    if (caller == null) {
      throw new IllegalArgumentException("app: " + app + " (expected: one of " + callers.keySet() + ")");
    }
    return caller;
  }

  RecordedRun run(String app) {
    return (RecordedRun) caller(app).run();
  }

  /** @param request the parameters and {@code cmd} */
  Reply execute(String app, Map<String, @Nullable Object> request) {
    String name = String.valueOf(request.get("cmd"));
    Fields arguments = Fields.EMPTY;
    for (Map.Entry<String, @Nullable Object> argument : request.entrySet()) {
      if (!argument.getKey().equals("cmd")) {
        arguments = arguments.with(argument.getKey(), argument.getValue());
      }
    }
    return resources.execute(caller(app), new Command(name, arguments));
  }

  /** Lines of an app's log from the given number on, as {@code LEVEL text}. */
  List<String> log(String app, int from) {
    settle();
    List<String> lines = database.appLog().tail(caller(app).app(), 1_000).stream()
        .map(line -> line.levelName() + " " + line.text()).toList();
    return lines.subList(from, lines.size());
  }

  /** Waits until what was fired is there to be read: a durable write goes through the same queue behind it. */
  void settle() {
    boolean existed = database.keyValues().delete("nobody", "nothing");
    if (existed) {
      throw new IllegalStateException("a record of nobody");
    }
  }

  Stamp stamp() {
    return new Stamp("%032x".formatted(stamps.incrementAndGet()), clock.instant());
  }

  /** As {@link #named(String, int)}, with this host's number. */
  String named(String name) {
    return named(name, number);
  }

  private RecordedRun run(JsonNode setting) {
    UserMessage inbound = setting.path("inbound").isObject()
        ? UserMessage.of(Json.object(setting.get("inbound")), new Stamp("in-1", clock.instant()))
        : null;
    return new RecordedRun(inbound, this::stamp, setting.path("sendFails").textValue());
  }

  private @Nullable App findApp(String key) {
    Caller caller = callers.get(key);
    return caller == null ? null : caller.app();
  }

  private App app(String name, Tenant tenant) {
    return new App(named(name), tenant.key(), name, "", "vumigo-0.3", Map.of(), Set.of(), false, Set.of());
  }
}
