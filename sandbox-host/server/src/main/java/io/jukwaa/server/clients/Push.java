package io.jukwaa.server.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resources.http.FetchException;
import io.jukwaa.resources.http.FetchRequest;
import io.jukwaa.resources.http.Header;
import io.jukwaa.resources.http.HttpFetcher;
import io.jukwaa.resources.http.HttpLimits;
import io.jukwaa.transports.Submission;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Posts parcels to URLs. 2xx is taken, 5xx and no answer are asked again, all else drops the parcel. Thread-safe; blocks.
 *
 * @param fetcher the guarded way out
 * @param type {@code Content-Type}
 * @param within how long an answer may take
 */
public record Push(HttpFetcher fetcher, String type, Duration within) {
  private static final int LARGEST_ANSWER = 1 << 20;
  private static final Pattern WITH_USER = Pattern.compile("(?i)(https?://)([^/?#]*)@(.*)");

  /**
   * Where to.
   *
   * @param url what stands before its {@code @} is Basic authentication, as it is
   * @param token goes in its place as {@code Authorization: Token …}; null for none
   * @param common whether most parcels of the outbox go there: while nobody is there they wait, as long as they may. A
   *     parcel for anywhere else holds up no other, and is tried some times only
   */
  public record Target(String url, @Nullable String token, boolean common) {}

  /** Whether a URL is one that can be pushed to. */
  public static boolean isUrl(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** The URL without what authenticates. */
  public static String plain(String url) {
    Matcher withUser = WITH_USER.matcher(url);
    return withUser.matches() ? withUser.group(1) + withUser.group(3) : url;
  }

  /** @param app whose private hosts can be reached */
  public Submission send(App app, Target target, UserMessage parcel) {
    List<Header> headers = new ArrayList<>(List.of(new Header("Content-Type", type)));
    Matcher withUser = WITH_USER.matcher(target.url());
    if (target.token() != null) {
      headers.add(new Header("Authorization", "Token " + target.token()));
    } else if (withUser.matches()) {
      headers.add(new Header("Authorization",
          "Basic " + Base64.getEncoder().encodeToString(withUser.group(2).getBytes(UTF_8))));
    }
    byte[] body = String.valueOf(parcel.content()).getBytes(UTF_8);
    HttpLimits limits = new HttpLimits(LARGEST_ANSWER, within, within, 0);
    try {
      return told(parcel, target, fetcher.fetch(new FetchRequest("POST", plain(target.url()), headers, body, true,
          app.privateHosts(), limits)).code());
    } catch (FetchException e) {
      return e.code() == 0
          ? untold(target, String.valueOf(e.getMessage()), isNobodyThere(e))
          : told(parcel, target, e.code());
    }
  }

  private static Submission told(UserMessage parcel, Target target, int code) {
    return switch (code / 100) {
      case 2 -> new Submission.Accepted(List.of(parcel.messageId()));
      // Who stands before the server says so whatever it is asked.
      case 5 -> untold(target, String.valueOf(code), code >= 502 && code <= 504);
      default -> new Submission.Refused("push: " + code);
    };
  }

  private static Submission untold(Target target, String reason, boolean whatever) {
    return target.common()
        ? new Submission.Unavailable("push: " + reason, null, whatever)
        : new Submission.Failed("push: " + reason);
  }

  /** Whether it was not even asked; one that says nothing may be at a loss about this message. */
  private static boolean isNobodyThere(FetchException e) {
    return !String.valueOf(e.getMessage()).startsWith("no response within");
  }
}
