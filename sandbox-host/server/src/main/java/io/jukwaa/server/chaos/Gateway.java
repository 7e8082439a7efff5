package io.jukwaa.server.chaos;

import io.jukwaa.server.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operator's side: each message goes to another host than the last, and to the next with the same id until one
 * answers. A report goes to two hosts at the same time. Thread-safe.
 */
final class Gateway {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ONE_ANSWER = Duration.ofSeconds(15);

  private final HttpClient client;
  private final List<ChaosNode> nodes;

  Gateway(HttpClient client, List<ChaosNode> nodes) {
    this.client = client;
    this.nodes = nodes;
  }

  /** Sends it until a host answers 200, or for a minute. */
  Sent send(String channel, String user, int number) {
    String id = UUID.randomUUID().toString().replace("-", "");
    String body = Json.text(message(id, channel, user, number));
    long end = System.nanoTime() + PATIENCE.toNanos();
    int attempts = 0;
    while (attempts == 0 || System.nanoTime() < end) {
      ChaosNode node = nodes.get((number + attempts) % nodes.size());
      attempts++;
      if (channel.equals(ChaosDeployment.REPORTS)) {
        ChaosNode other = nodes.get((number + attempts) % nodes.size());
        Thread.ofVirtual().start(() -> post(other, channel, body));
      }
      String answer = node.isAlive() ? post(node, channel, body) : null;
      if (answer != null) {
        return new Sent(id, channel, user, number, true, reply(answer, id), attempts);
      }
      ChaosNode.pause(PAUSE);
    }
    return new Sent(id, channel, user, number, false, null, attempts);
  }

  /** Says that a copy was delivered, until a host answers 200 or for a minute; whether one did. */
  boolean report(String sentId) {
    String form = "id=" + sentId + "&status=Success&phoneNumber=%2B999&networkCode=63902";
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (int attempt = Math.floorMod(sentId.hashCode(), nodes.size()); System.nanoTime() < end; attempt++) {
      ChaosNode node = nodes.get(attempt % nodes.size());
      if (node.isAlive() && post(node, "/africastalking/" + ChaosDeployment.COPIES + "/delivery",
          "application/x-www-form-urlencoded", form) != null) {
        return true;
      }
      ChaosNode.pause(PAUSE);
    }
    return false;
  }

  private @Nullable String post(ChaosNode node, String channel, String body) {
    return post(node, path(channel), "application/json", body);
  }

  private @Nullable String post(ChaosNode node, String path, String type, String body) {
    try {
      HttpResponse<String> answer = client.send(HttpRequest
          .newBuilder(URI.create("http://127.0.0.1:" + node.port() + path)).timeout(ONE_ANSWER)
          .header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
          HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? answer.body() : null;
    } catch (IOException | RuntimeException e) { // it is down, or has died before it listened
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static String path(String channel) {
    return (channel.equals(ChaosDeployment.REPORTS) ? "/events/" : "/messages/") + channel;
  }

  private static Map<String, Object> message(String id, String channel, String user, int number) {
    if (channel.equals(ChaosDeployment.REPORTS)) {
      return Map.of("event_id", id, "event_type", "delivery_report", "delivery_status", "delivered", "user_message_id",
          user);
    }
    Map<String, Object> message = new LinkedHashMap<>(Map.of("message_id", id, "content", Integer.toString(number),
        "from_addr", user, "to_addr", "12345"));
    if (channel.equals(ChaosDeployment.PHONES)) {
      message.put("session_event", number % 4 == 0 ? "new" : "resume");
    }
    return message;
  }

  private static @Nullable String reply(String answer, String id) {
    List<?> messages = (List<?>) Json.object("answer", answer).value("messages");
    return messages == null
        ? null
        : messages.stream().map(message -> Json.object("message", Json.text(message)))
            .filter(message -> id.equals(message.value("in_reply_to"))).map(message -> message.text("content"))
            .findFirst()
            .orElse(null);
  }
}
