package io.jukwaa.server.httpapi;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.App;
import io.jukwaa.server.Json;
import io.jukwaa.server.clients.Push;
import io.jukwaa.server.deployment.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An app whose program is a client of this API. Its settings are kept in the app's config as Vumi Go kept them: a JSON
 * object under the name of its type.
 *
 * @param tokens passwords of its clients
 * @param messageUrl where what comes in is pushed to; null for nowhere
 * @param eventUrl the same for what becomes of messages
 * @param longest characters of what a client sends; 0 for no limit
 * @param checksOptOuts whether what is no reply is refused if its receiver opted out
 */
public record Conversation(App app, Variant variant, List<String> tokens, @Nullable String messageUrl,
    @Nullable String eventUrl,
    boolean ignoresMessages, boolean ignoresEvents, String metricStore, int longest, boolean checksOptOuts) {
  /** What a metric, and a store of them, may be called. */
  static final Pattern METRIC = Pattern.compile("[a-zA-Z][a-zA-Z0-9._-]{0,100}");
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,200}");
  private static final String TOKENS = "api_tokens";
  private static final String MESSAGE_URL = "push_message_url";
  private static final String EVENT_URL = "push_event_url";
  private static final String IGNORE_MESSAGES = "ignore_messages";
  private static final String IGNORE_EVENTS = "ignore_events";
  private static final String METRIC_STORE = "metric_store";
  private static final String LONGEST = "content_length_limit";
  private static final String DISABLE_OPTOUTS = "disable_optouts";

  public Conversation {
    tokens = List.copyOf(tokens);
  }

  /** What a client can do without a push URL. */
  public enum Variant {
    /** Messages and events can be read from streams. */
    HTTP_API("http_api"),
    /** They cannot. */
    NO_STREAM("http_api_nostream");

    private final String wire;

    Variant(String wire) {
      this.wire = wire;
    }

    /** As Vumi Go called it; part of the URL. */
    String wire() {
      return wire;
    }
  }

  /** Null if the app is another kind of program. */
  static @Nullable Conversation of(@Nullable App app) {
    if (app == null || app.runsInSandbox()) {
      return null;
    }
    for (Variant variant : Variant.values()) {
      String text = app.configured(variant.wire());
      if (text != null) {
        return read(app, variant, Json.object(variant.wire(), text));
      }
    }
    return null;
  }

  private static Conversation read(App app, Variant variant, Fields json) {
    Section section = new Section("", json);
    return new Conversation(app, variant, section.texts(TOKENS), json.textOrNull(MESSAGE_URL),
        json.textOrNull(EVENT_URL),
        section.flag(IGNORE_MESSAGES), section.flag(IGNORE_EVENTS), json.text(METRIC_STORE), section.count(LONGEST, 0),
        !section.flag(DISABLE_OPTOUTS));
  }

  /**
   * The config of an app with these settings, checked.
   *
   * @param section {@code http-api} of the app
   * @throws InvalidFieldException naming the setting that is wrong
   */
  public static Map<String, String> config(Section section) {
    section.only("type", "api-tokens", "push-message-url", "push-event-url", "ignore-messages", "ignore-events",
        "metric-store", "content-length-limit", "disable-optouts");
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    List<String> tokens = section.texts("api-tokens");
    if (tokens.isEmpty() || !tokens.stream().allMatch(token -> TOKEN.matcher(token).matches())) {
      throw new InvalidFieldException(section.path("api-tokens"), "no list of them",
          "at least one, each of 1 to 200 ASCII characters without blanks");
    }
    json.put(TOKENS, tokens);
    json.put(MESSAGE_URL, url(section, "push-message-url"));
    json.put(EVENT_URL, url(section, "push-event-url"));
    json.put(IGNORE_MESSAGES, section.flag("ignore-messages"));
    json.put(IGNORE_EVENTS, section.flag("ignore-events"));
    String store = section.textOrNull("metric-store");
    json.put(METRIC_STORE, store == null ? "default" : store);
    if (store != null && !METRIC.matcher(store).matches()) {
      throw section.refused("metric-store", "a letter, then letters, digits, dot, dash and underscore");
    }
    json.put(LONGEST, section.count("content-length-limit", 0));
    json.put(DISABLE_OPTOUTS, section.flag("disable-optouts"));
    return Map.of(variant(section).wire(), Json.text(json));
  }

  private static Variant variant(Section section) {
    String name = section.textOrNull("type");
    for (Variant variant : Variant.values()) {
      if (variant.wire().equals(name)) {
        return variant;
      }
    }
    throw section.refused("type", "http_api or http_api_nostream");
  }

  /** The value is not repeated in the refusal: a password may stand in it. */
  private static @Nullable String url(Section section, String name) {
    String text = section.textOrNull(name);
    if (text != null && !Push.isUrl(text)) {
      throw new InvalidFieldException(section.path(name), "no such URL", "an absolute http or https URL");
    }
    return text;
  }
}
