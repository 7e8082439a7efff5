package io.jukwaa.transports;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing a channel can be told.
 *
 * @param name lower case with dashes
 * @param help one sentence for the person who fills it in
 * @param standard what holds when it is not given; null if nothing does or if it depends on other settings
 * @param expected what a value must be, as it stands in the error
 * @param valid whether a value is that
 */
public record Setting(String name, String help, @Nullable String standard, String expected, Predicate<String> valid) {
  private static final Pattern CONFIDENTIAL = Pattern.compile("(secret|password|token|key|login)$");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,6}");

  /** Whether nobody but the operator may know the value: it stands in no error and on no page. */
  public boolean isConfidential() {
    return CONFIDENTIAL.matcher(name).find();
  }

  /** Text of 1 to 2,000 characters. */
  public static Setting text(String name, String help) {
    return new Setting(name, help, null, "1 to 2,000 characters", text -> !text.isBlank() && text.length() <= 2000);
  }

  /** A whole number from 1. */
  public static Setting number(String name, String help, @Nullable String standard, int highest) {
    return new Setting(name, help, standard, "a whole number, 1 to " + highest, text -> WHOLE.matcher(text).matches()
        && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= highest);
  }

  /** One of some words. */
  public static Setting choice(String name, String help, @Nullable String standard, List<String> words) {
    return new Setting(name, help, standard, "one of " + String.join(", ", words), words::contains);
  }

  /** Where something is asked over HTTP. */
  public static Setting url(String name, String help, @Nullable String standard) {
    return new Setting(name, help, standard, "an absolute URL, http:// or https://", Setting::isUrl);
  }

  /** A name or key that a header or URL can carry. */
  public static Setting word(String name, String help) {
    return new Setting(name, help, null, "1 to 200 ASCII characters without blanks",
        text -> text.matches("[!-~]{1,200}"));
  }

  /** Where an operator's API begins; what follows is the transport's. */
  public static Setting base(String name, String help, String standard) {
    return new Setting(name, help, standard,
        "an absolute URL, http:// or https://, without a query or a slash at the end",
        text -> isUrl(text) && !text.contains("?") && !text.endsWith("/"));
  }

  /** Under which address this host is reached from outside. */
  public static Setting publicUrl(String help) {
    return new Setting("public-url", help, null, "http:// or https:// and a host, without a path",
        url -> url.matches("https?://[\\w.-]+(:[0-9]{1,5})?"));
  }

  /** The secret an operator's requests must carry, see {@link Admission#secret}. */
  public static Setting secret() {
    return new Setting("secret", "If set, requests must carry it as the query parameter secret or the header X-Secret.",
        null, "8 to 200 characters", text -> text.length() >= 8 && text.length() <= 200);
  }

  private static boolean isUrl(String text) {
    try {
      URI url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      return web && url.getHost() != null && url.getPort() != 0 && url.getPort() <= 65_535
          && url.getUserInfo() == null && url.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
