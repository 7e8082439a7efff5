package io.jukwaa.transports.amqp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.jukwaa.transports.Golden;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A program in the role of a transport of Vumi's: an AMQP client that declares what vumi's {@code service.py} declares, and
 * publishes what its {@code message.py} writes: ASCII, persistent, without a content type. It takes one message after the
 * other and tells the broker so at once.
 */
public final class VumiPeer implements AutoCloseable {
  private static final BasicProperties AS_PYTHON = new BasicProperties.Builder().deliveryMode(2).build();
  private static final int PREFETCH = 20;
  private static final int PATIENCE_SECONDS = 20;

  private final String name;
  private final Connection connection;
  private final Channel channel;
  private final AtomicInteger numbers = new AtomicInteger();
  private final LinkedBlockingQueue<Sent> sent = new LinkedBlockingQueue<>();

  /** What the transport was given to send. */
  public record Sent(String text, BasicProperties properties) {
    public JsonNode json() {
      try {
        return Golden.JSON.readTree(text);
      } catch (IOException e) {
        throw new AssertionError(text, e);
      }
    }

    public String field(String field) {
      return json().path(field).asText();
    }
  }

  /** @param name the transport's {@code transport_name} */
  public VumiPeer(int port, String name) throws IOException, TimeoutException {
    this.name = name;
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    factory.setAutomaticRecoveryEnabled(false);
    connection = factory.newConnection();
    channel = connection.createChannel();
    channel.exchangeDeclare("vumi", "direct", true);
    for (String queue : List.of("inbound", "event", "outbound")) {
      declare(queue);
    }
    channel.confirmSelect();
    channel.basicQos(PREFETCH);
  }

  /** Takes what it is to send from now on. */
  public VumiPeer sending() throws IOException {
    channel.basicConsume(name + ".outbound", false, (_, delivery) -> {
      sent.add(new Sent(new String(delivery.getBody(), US_ASCII), delivery.getProperties()));
      channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
    }, _ -> {});
    return this;
  }

  /** The next message it was given. */
  public Sent sent() throws InterruptedException {
    Sent next = sent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came to " + name + ".outbound");
    }
    return next;
  }

  /** What it was given and nobody has asked for. */
  public int unread() {
    return sent.size();
  }

  /** A text of a phone; its id. */
  public String text(String from, String content) throws Exception {
    return says(from, "sms", null, content);
  }

  /** A step of a session; its id. */
  public String step(String from, String event, @Nullable String content) throws Exception {
    return says(from, "ussd", event, content);
  }

  /** Says what became of a message that it was given. */
  public void event(String type, String about, String field, String value) throws Exception {
    publish("event", """
        {"transport_name": "%s", "event_type": "%s", "event_id": "%032x", "user_message_id": "%s", "%s": "%s", \
        "helper_metadata": {}, "routing_metadata": {"endpoint_name": "default"}, "message_version": "20110921", \
        "timestamp": "2026-11-30 10:00:00.000000", "transport_metadata": {}, "message_type": "event"}"""
        .formatted(name, type, numbers.incrementAndGet(), about, field, value));
  }

  /** Publishes a body and waits until the broker has it safe. */
  public void publish(String queue, String body) throws Exception {
    publish(queue, body.getBytes(US_ASCII));
  }

  public void publish(String queue, byte[] body) throws Exception {
    channel.basicPublish("vumi", name + "." + queue, AS_PYTHON, body);
    channel.waitForConfirmsOrDie(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
  }

  /** How many messages lie in a queue that nobody has begun with. */
  public long waiting(String queue) throws IOException {
    return channel.messageCount(name + "." + queue);
  }

  public void delete(String queue) throws IOException {
    channel.queueDelete(name + "." + queue);
  }

  public void declare(String queue) throws IOException {
    channel.queueDeclare(name + "." + queue, true, false, false, null);
    channel.queueBind(name + "." + queue, "vumi", name + "." + queue);
  }

  /** A body as Python writes it. */
  public static String body(ObjectNode fields) {
    StringBuilder ascii = new StringBuilder();
    fields.toString().chars().forEach(c -> ascii.append(c < 0x7f ? "" + (char) c : "\\u%04x".formatted(c)));
    return ascii.toString();
  }

  private String says(String from, String type, @Nullable String event, @Nullable String content) throws Exception {
    String id = name + "-" + numbers.incrementAndGet();
    ObjectNode message = Golden.JSON.createObjectNode().put("message_id", id).put("from_addr", from)
        .put("to_addr", "*120*8864#").put("content", content).put("session_event", event)
        .put("transport_name", name).put("transport_type", type).put("message_version", "20110921")
        .put("message_type", "user_message").put("timestamp", "2026-11-30 10:00:00.000000");
    message.putNull("in_reply_to").putNull("group").putNull("provider").putNull("to_addr_type")
        .putNull("from_addr_type");
    message.putObject("helper_metadata");
    message.putObject("transport_metadata").put("session_id", "s-" + from);
    message.putObject("routing_metadata").put("endpoint_name", "default");
    publish("inbound", body(message));
    return id;
  }

  @Override
  public void close() {
    connection.abort();
  }
}
