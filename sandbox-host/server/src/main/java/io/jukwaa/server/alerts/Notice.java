package io.jukwaa.server.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.message.Channel;
import io.jukwaa.server.Json;
import io.jukwaa.server.status.Finding;
import io.jukwaa.server.status.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What somebody is told of a channel.
 *
 * @param finding what is, or was, wrong
 */
record Notice(Event event, Channel channel, Finding finding, Instant at) {
  /** Why it is told. */
  enum Event {
    /** It has begun. */
    FIRING,
    /** It goes on. */
    REMINDER,
    /** It is over. */
    RESOLVED;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** On one line. */
  String subject() {
    String state = event == Event.RESOLVED ? "well again" : finding.status();
    return "[Jukwaa] channel " + channel.key() + ": " + state + " (" + finding.rule().key() + ")";
  }

  /** For people. */
  String text() {
    String whose = switch (finding.side()) {
      case OPERATOR -> "the operator's side";
      case US -> "our side";
      case UNKNOWN -> "not to be told from here";
    };
    String lasted = Spans.text(Duration.between(finding.since(), at));
    return String.join("\n", subject(), "", finding.text(), "", "Whose trouble: " + whose,
        (event == Event.RESOLVED ? "It lasted: " : "For: ") + lasted + ", since " + finding.since(),
        "Tenant: " + channel.tenant(), "Transport: " + channel.transport(), "");
  }

  /** For machines; {@code docs/reference/status.md} describes it. */
  String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id());
    json.put("event", event.key());
    json.put("at", at.toString());
    json.put("channel", channel.key());
    json.put("tenant", channel.tenant());
    json.put("transport", channel.transport());
    json.put("rule", finding.rule().key());
    json.put("status", event == Event.RESOLVED ? "ok" : finding.status());
    json.put("side", finding.side().key());
    json.put("since", finding.since().toString());
    json.put("text", finding.text());
    return Json.text(json);
  }

  /** The same for all that is told of one trouble. */
  private String id() {
    String identity = String.join("\0", channel.key(), finding.rule().key(), finding.since().toString());
    return UUID.nameUUIDFromBytes(identity.getBytes(UTF_8)).toString().replace("-", "");
  }
}
