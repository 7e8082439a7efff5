package io.jukwaa.server.junebug;

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
 * An app whose program is a client of Junebug's API: what Junebug kept with each channel stands here once, for all
 * channels that lead to the app. It is kept in the app's config, a JSON object under {@code junebug}.
 *
 * @param logins {@code user:password} of its clients; empty if only callers of this machine are
 * @param messageUrl where what comes in is pushed to; null for nowhere
 * @param messageToken goes along as {@code Authorization: Token …}; null for none
 * @param statusUrl who is told how its channels are; null for nobody
 * @param longest characters of what a client sends; 0 for no limit
 * @param takesExpired whether a reply to what is not known is sent as a message of its own, if it has an address
 */
public record JunebugApp(App app, List<String> logins, @Nullable String messageUrl, @Nullable String messageToken,
    @Nullable String statusUrl, int longest, boolean takesExpired) {
  static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,999}");
  private static final Pattern LOGIN = Pattern.compile("[\\x21-\\x7e&&[^:]]{1,200}:[\\x21-\\x7e]{1,200}");
  private static final String CONFIG = "junebug";
  private static final String LOGINS = "credentials";
  private static final String MESSAGE_URL = "mo-url";
  private static final String MESSAGE_TOKEN = "mo-url-auth-token";
  private static final String STATUS_URL = "status-url";
  private static final String LONGEST = "character-limit";
  private static final String TAKES_EXPIRED = "allow-expired-replies";

  public JunebugApp {
    logins = List.copyOf(logins);
  }

  /** Null if the app is another kind of program. */
  public static @Nullable JunebugApp of(@Nullable App app) {
    String text = app == null || app.runsInSandbox() ? null : app.configured(CONFIG);
    return app == null || text == null ? null : read(app, new Section("", Json.object(CONFIG, text)));
  }

  /**
   * The config of an app with these settings, checked.
   *
   * @param section {@code junebug} of the app
   * @throws InvalidFieldException naming the setting that is wrong; no secret is repeated
   */
  public static Map<String, String> config(Section section) {
    section.only(LOGINS, MESSAGE_URL, MESSAGE_TOKEN, STATUS_URL, LONGEST, TAKES_EXPIRED);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    Object logins = section.value(LOGINS) == null ? List.of() : section.value(LOGINS);
    if (!(logins instanceof List<?> list)
        || !list.stream().allMatch(each -> each instanceof String login && LOGIN.matcher(login).matches())) {
      throw new InvalidFieldException(section.path(LOGINS), "no list of them",
          "user:password each, of ASCII characters without blanks, at most 200 on each side");
    }
    json.put(LOGINS, logins);
    json.put(MESSAGE_URL, url(section, MESSAGE_URL));
    String token = section.textOrNull(MESSAGE_TOKEN);
    if (token != null && !TOKEN.matcher(token).matches()) {
      throw new InvalidFieldException(section.path(MESSAGE_TOKEN), "no such token", "1 to 1000 ASCII characters");
    }
    json.put(MESSAGE_TOKEN, token);
    json.put(STATUS_URL, url(section, STATUS_URL));
    json.put(LONGEST, section.count(LONGEST, 0));
    json.put(TAKES_EXPIRED, section.flag(TAKES_EXPIRED));
    return Map.of(CONFIG, Json.text(json));
  }

  private static JunebugApp read(App app, Section section) {
    Fields json = section.fields();
    return new JunebugApp(app, section.texts(LOGINS), json.textOrNull(MESSAGE_URL), json.textOrNull(MESSAGE_TOKEN),
        json.textOrNull(STATUS_URL), section.count(LONGEST, 0), section.flag(TAKES_EXPIRED));
  }

  private static @Nullable String url(Section section, String name) {
    String text = section.textOrNull(name);
    if (text != null && !Push.isUrl(text)) {
      throw new InvalidFieldException(section.path(name), "no such URL", "an absolute http or https URL");
    }
    return text;
  }
}
