package io.jukwaa.transports.ussd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one gateway says what every USSD gateway says. Read from JSON; {@code defaults.json} holds what is left out.
 *
 * @param name goes into {@code transport_metadata.gateway}
 * @param extra {@code null}, or what is kept of the form posted to {@code /ussd/{channel}/end} when a session is over;
 * a template for {@code transport_metadata}
 */
record GatewayMap(String name, Request request, Turns turns, Reply reply, Limits limits, @Nullable ObjectNode extra) {
  /** Where the fields of a request are. */
  enum Source {
    FORM("POST"), QUERY("GET"), JSON("POST");

    private final String method;

    Source(String method) {
      this.method = method;
    }

    String method() {
      return method;
    }
  }

  /**
   * Names of fields; the first that is there counts. {@code :session} and {@code :event} are parts of the path
   * {@code /ussd/{channel}/session/{session}/{event}}.
   *
   * @param to template for the dialled code; when it uses the input, only the first request tells it
   * @param provider the network's name when the gateway serves one only
   * @param networks code → name; {@code *} takes other codes as they are. In the file {@code "e212"} stands for
   * {@link io.jukwaa.transports.Networks#E212}
   * @param metadata template for more of {@code transport_metadata}
   * @param helper template for {@code helper_metadata}
   */
  record Request(Source source, List<String> session, List<String> from, List<String> input, List<String> network,
      String to, @Nullable String provider, Map<String, String> networks, ObjectNode metadata, ObjectNode helper) {
    Request {
      session = List.copyOf(session);
      from = List.copyOf(from);
      input = List.copyOf(input);
      network = List.copyOf(network);
      networks = Map.copyOf(networks);
    }

    boolean inPath() {
      return session.contains(":session");
    }
  }

  /** What a request means for its session. */
  enum Turn {
    NEW, RESUME, CLOSE
  }

  /**
   * How a request tells where the session stands.
   *
   * @param accumulated whether the input is all answers so far, joined by {@code *}, or the last one alone
   * @param event null if the gateway does not say: then an unknown session is new
   * @param close one more field that ends the session
   * @param unknown what accumulated input of an unknown session is: digits dialled behind the code ({@code NEW}), or
   * answers whose state we lost ({@code RESUME})
   */
  record Turns(boolean accumulated, @Nullable EventRule event, @Nullable CloseRule close, Turn unknown) {}

  /**
   * @param values value → turn
   * @param absent the turn when the field is not there; null refuses that
   * @param other the turn for other values; null refuses them
   */
  record EventRule(String field, Map<String, Turn> values, @Nullable Turn absent, @Nullable Turn other) {
    EventRule {
      values = Map.copyOf(values);
    }
  }

  /** The session is over when the field is there and holds none of these values. */
  record CloseRule(String field, List<String> unless) {
    CloseRule {
      unless = List.copyOf(unless);
    }
  }

  /**
   * @param type the Content-Type; decides how values are escaped
   * @param replace text the format cannot carry → what stands for it
   * @param closed the answer when the gateway told that the session is over
   * @param active the answer to {@code GET …/status} for an open session; null if there is no such request
   * @param inactive the same for others
   */
  record Reply(String type, Map<String, String> replace, Screen ask, Screen end, Screen closed,
      @Nullable Screen active, @Nullable Screen inactive) {
    Reply {
      replace = Map.copyOf(replace);
    }
  }

  /**
   * Templates for an answer's headers and body; the body is text, or an object when the type is JSON. What they may name:
   * {@link Page#values}.
   */
  record Screen(Map<String, String> headers, JsonNode body) {
    Screen {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * @param characters what a screen holds
   * @param sessionSeconds how long after a request the session may still be open
   * @param withinSeconds our dead-line, well before theirs
   */
  record Limits(int characters, int sessionSeconds, int withinSeconds) {
    Duration session() {
      return Duration.ofSeconds(sessionSeconds);
    }

    Duration within() {
      return Duration.ofSeconds(withinSeconds);
    }
  }
}
