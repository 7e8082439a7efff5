package io.jukwaa.transports.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Breaks the bodies of the golden table in every way at hand and sends them over the broker. The channel must go on; each
 * is taken whole or not at all; and the broker is told of every one of them. {@code -Dbodies.mutated=10000} for more,
 * {@code -Dbodies.seed=…} for others.
 */
class MutatedBodiesTest {
  private static final int COUNT = Integer.getInteger("bodies.mutated",
      Boolean.getBoolean("jukwaa.long") ? 10_000 : 1_000);
  private static final int BETWEEN = 50;
  private static final List<String> QUEUES = List.of("inbound", "event", "status.status");
  /** What takes a parser to its limits. */
  private static final List<String> STRANGE = List.of("null", "NaN", "-Infinity", "1e999", "[[[[", "{\"a\":",
      "\"\\ud800\"", "\"\\u0000\"", "{}", "[]", "true", "\"\"", "9".repeat(2_000), "\"" + "x".repeat(2_000) + "\"",
      "{\"a\":{\"a\":".repeat(40));

  private final Random random = new Random(Long.getLong("bodies.seed", 20261130));

  @Test
  void survivesWhateverComes(@TempDir Path data) throws Exception {
    List<String> vectors = vectors();
    Set<String> good = new HashSet<>();
    Logger log = (Logger) LoggerFactory.getLogger(Deliveries.class);
    log.setLevel(Level.OFF); // a line for each
    try (Crossing crossing = new Crossing(data); VumiPeer peer = crossing.peer()) {
      peer.declare("status.status");
      crossing.connected("status", "yes", "prefetch", "50");
      for (int i = 1; i <= COUNT; i++) {
        peer.publish(QUEUES.get(random.nextInt(QUEUES.size())), mutated(vectors.get(random.nextInt(vectors.size()))));
        if (i % BETWEEN == 0) {
          good.add(peer.text("+2771" + i, "good " + i));
          peer.event("ack", "good-" + i, "sent_message_id", "7");
          awaitTaken(crossing, good.size());
        }
      }
      assertThat(crossing.host.port.ran).allSatisfy(MutatedBodiesTest::isWhole);
      assertThat(crossing.host.port.ran).extracting(UserMessage::messageId).containsAll(good);
      assertThat(crossing.host.port.receipts).allSatisfy(receipt -> assertThat(receipt.sentId()).isNotBlank());
      for (String queue : QUEUES) {
        crossing.awaitForgotten(peer, queue);
      }
    } finally {
      log.setLevel(null);
    }
  }

  /** What is good is taken in the order it came in, so what came before it is dealt with. */
  private static void awaitTaken(Crossing crossing, int count) {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (taken(crossing.host.port.ran) < count || acked(crossing.host.port.receipts) < count) {
      assertThat(System.nanoTime()).as("seconds in which nothing was taken").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static long taken(List<UserMessage> ran) {
    return ran.stream().filter(message -> String.valueOf(message.content()).matches("good [0-9]+")).count();
  }

  private static long acked(List<Receipt> receipts) {
    return receipts.stream().filter(receipt -> receipt.sentId().matches("good-[0-9]+")).count();
  }

  private static void isWhole(UserMessage message) {
    assertThat(message.messageId()).isNotBlank().hasSizeLessThanOrEqualTo(256);
    assertThat(String.valueOf(message.fromAddr())).isNotBlank().doesNotContain(" ");
    assertThat(message.timestamp()).isNotNull();
  }

  private byte[] mutated(String vector) {
    byte[] body = vector.getBytes(UTF_8);
    return switch (random.nextInt(8)) {
      case 0 -> flipped(body, 1);
      case 1 -> flipped(body, 1 + random.nextInt(8));
      case 2 -> Arrays.copyOf(body, random.nextInt(body.length)); // cut short
      case 3 -> (vector + vector).getBytes(UTF_8);
      case 4 -> vector.replaceFirst(": ?(\"[^\"]*\"|null)", ": " + STRANGE.get(random.nextInt(STRANGE.size()))
          .replace("\\", "\\\\")).getBytes(UTF_8);
      case 5 -> replaced(vector).getBytes(UTF_8);
      case 6 -> STRANGE.get(random.nextInt(STRANGE.size())).getBytes(UTF_8);
      default -> {
        random.nextBytes(body);
        yield body;
      }
    };
  }

  /** One value somewhere is another. */
  private String replaced(String vector) {
    String[] members = vector.split(",", -1);
    int at = random.nextInt(members.length);
    members[at] = members[at].replaceFirst(":.*", ": ") + STRANGE.get(random.nextInt(STRANGE.size()));
    return String.join(",", members);
  }

  private byte[] flipped(byte[] body, int times) {
    for (int i = 0; i < times && body.length > 0; i++) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    return body;
  }

  private static List<String> vectors() throws IOException {
    JsonNode table = Golden.JSON.readTree(Golden.TABLES.resolve("vumi-amqp/bodies.json").toFile());
    List<String> vectors = new ArrayList<>();
    table.path("deliveries").forEach(row -> vectors.add(row.path("body").isTextual()
        ? row.path("body").textValue()
        : row.path("body").toString()));
    vectors.removeIf(String::isEmpty);
    return vectors;
  }
}
