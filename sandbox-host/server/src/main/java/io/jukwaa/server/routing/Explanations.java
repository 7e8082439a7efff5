package io.jukwaa.server.routing;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Routing;
import io.jukwaa.server.Json;
import io.jukwaa.store.DeploymentStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What people ask of routing, and how they change it: as JSON objects. Blocks where stores do; thread-safe. */
public record Explanations(DeploymentStore deployments, Tables tables, RoutedInbound inbound, Supplier<Stamp> stamps) {
  /**
   * Where a message would go, by which rules. Nothing is changed, and no app is run.
   *
   * @param given of what comes in {@code channel} and {@code from}; {@code text}, {@code to}, {@code endpoint} and
   *     {@code session} ({@code new}, {@code resume} or {@code close}; none for a text) if there are. Of what leaves and is
   *     no reply {@code app}, and {@code endpoint} if it is not the default one; the answer's {@code channel} is null if it
   *     would leave by none, or by the one that brought the app's run about
   * @throws InvalidFieldException naming the one that is wrong
   */
  public Map<String, @Nullable Object> explain(Map<String, String> given) {
    return given.containsKey("app") ? outlet(given) : inlet(given);
  }

  private Map<String, @Nullable Object> outlet(Map<String, String> given) {
    only(given, "app", "endpoint");
    App app = deployments.app(given.getOrDefault("app", ""));
    if (app == null) {
      throw new InvalidFieldException("app", given.get("app"), "the key of an app");
    }
    String endpoint = given.getOrDefault("endpoint", UserMessage.DEFAULT_ENDPOINT);
    Table table = tables.of(app.tenant());
    boolean byRouting = table.outlet(app.key(), endpoint) != null;
    String channel = tables.outlet(app, endpoint);
    Map<String, @Nullable Object> explanation = new LinkedHashMap<>();
    explanation.put("tenant", app.tenant());
    explanation.put("version", table.version());
    explanation.put("path", channel == null
        ? List.of()
        : List.of(json(new Decision.Step("app " + app.key(),
            "endpoint " + endpoint + (byRouting ? "" : ", as it is deployed"), channel))));
    explanation.put("channel", channel);
    return explanation;
  }

  private static void only(Map<String, String> given, String... known) {
    List<String> all = List.of(known);
    given.keySet().stream().filter(name -> !all.contains(name)).findFirst().ifPresent(name -> {
      throw new InvalidFieldException(name, given.get(name), "one of " + String.join(", ", all));
    });
  }

  private Map<String, @Nullable Object> inlet(Map<String, String> given) {
    only(given, "channel", "from", "text", "to", "endpoint", "session");
    Channel channel = deployments.channel(given.getOrDefault("channel", ""));
    if (channel == null) {
      throw new InvalidFieldException("channel", given.get("channel"), "the key of a channel");
    }
    Decision decision = inbound.explain(channel, message(given));
    Map<String, @Nullable Object> explanation = new LinkedHashMap<>();
    explanation.put("tenant", channel.tenant());
    explanation.put("version", tables.of(channel.tenant()).version());
    explanation.put("path", decision.path().stream().map(Explanations::json).toList());
    switch (decision.destination()) {
      case Decision.Destination.ToApp to -> {
        explanation.put("app", to.app());
        explanation.put("as_if_dialled", to.fresh());
      }
      case Decision.Destination.Said said -> explanation.put("answer", said.text());
      case Decision.Destination.Opting opting -> {
        explanation.put("answer", opting.text());
        explanation.put("opts", opting.out() ? "out" : "in");
      }
    }
    return explanation;
  }

  /**
   * The newest rules of a tenant and all its versions, or the rules of one version.
   *
   * @param version null for the newest
   */
  public Map<String, @Nullable Object> show(String tenant, @Nullable String version) {
    Routing shown = version == null ? deployments.routing(tenant) : version(tenant, version);
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("tenant", tenant);
    all.put("version", shown == null ? 0 : shown.version());
    all.put("rules", shown == null ? Map.of() : Json.object("rules", shown.rules()).members());
    all.put("versions", deployments.routings(tenant).stream().map(Explanations::json).toList());
    return all;
  }

  /**
   * Makes rules the newest version.
   *
   * @param rules a JSON object
   * @throws InvalidFieldException naming what is wrong with them; nothing is stored then
   */
  public Map<String, @Nullable Object> save(String tenant, String rules) {
    return saved(tables.save(tenant, Json.object("body", rules).members(), Routing.Source.CALLER));
  }

  /** Makes the rules of an earlier version the newest version. */
  public Map<String, @Nullable Object> restore(String tenant, String version) {
    return saved(tables.save(tenant, Json.object("rules", version(tenant, version).rules()).members(),
        Routing.Source.CALLER));
  }

  private Routing version(String tenant, String version) {
    return deployments.routings(tenant).stream().filter(each -> String.valueOf(each.version()).equals(version))
        .findFirst().orElseThrow(() -> new InvalidFieldException("version", version, "a version of tenant " + tenant));
  }

  private static Map<String, @Nullable Object> saved(Routing routing) {
    Map<String, @Nullable Object> saved = new LinkedHashMap<>();
    saved.put("tenant", routing.tenant());
    saved.put("version", routing.version());
    return saved;
  }

  private static Map<String, Object> json(Decision.Step step) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", step.at());
    json.put("rule", step.rule());
    json.put("to", step.to());
    return json;
  }

  private static Map<String, Object> json(Routing routing) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", routing.version());
    json.put("saved_at", routing.savedAt());
    json.put("source", routing.source().name().toLowerCase(Locale.ROOT));
    return json;
  }

  private UserMessage message(Map<String, String> given) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    String from = given.get("from");
    if (from == null || from.isBlank()) {
      throw new InvalidFieldException("from", from, "the address of a user");
    }
    message.put("from_addr", from);
    message.put("to_addr", given.get("to"));
    message.put("content", given.get("text"));
    try {
      message.put("session_event", SessionEvent.of(given.get("session")).wire());
    } catch (InvalidFieldException e) {
      throw (InvalidFieldException) new InvalidFieldException("session", given.get("session"),
          "new, resume or close; none for a text").initCause(e);
    }
    if (given.get("endpoint") != null) {
      message.put("routing_metadata", Map.of("endpoint_name", given.get("endpoint")));
    }
    return UserMessage.of(message, stamps.get());
  }
}
