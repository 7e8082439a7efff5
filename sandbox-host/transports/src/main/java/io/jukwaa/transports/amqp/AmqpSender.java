package io.jukwaa.transports.amqp;

import com.rabbitmq.client.AlreadyClosedException;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Connection;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Publishes messages for the transport. One that the broker has safe is called there as it is here. */
final class AmqpSender implements Sender {
  private final Bridge bridge;
  private final AmqpSettings settings;
  private final Timing timing;

  /** @param bridge started */
  AmqpSender(Bridge bridge, AmqpSettings settings, Timing timing) {
    this.bridge = bridge;
    this.settings = settings;
    this.timing = timing;
  }

  @Override
  public Submission send(UserMessage message) {
    byte[] body;
    try {
      body = Payload.body(message, settings.queues(), settings.from());
    } catch (InvalidFieldException e) {
      return new Submission.Refused(String.valueOf(e.getMessage()));
    }
    Link link = bridge.link();
    if (link == null) {
      return new Submission.Unavailable("not connected: " + bridge.trouble(), null);
    }
    String blocked = link.blocked();
    return blocked == null
        ? publish(link, message.messageId(), body)
        : new Submission.Unavailable("the broker takes nothing: " + settings.reasons().of(blocked), null);
  }

  @Override
  public List<Connection> connections() {
    return List.of(new Connection("broker", isConnected(), bridge.trouble()));
  }

  @Override
  public void close() {
    bridge.close();
  }

  /** Whether there is a connection. */
  boolean isConnected() {
    return bridge.link() != null;
  }

  private Submission publish(Link link, String id, byte[] body) {
    try {
      return switch (link.publish(id, body)) {
        case TAKEN -> new Submission.Accepted(List.of(id));
        case REFUSED -> new Submission.Unavailable("the broker refuses it; perhaps a queue is full", null);
        case NO_QUEUE -> {
          String why = "queue " + settings.queues().outbound() + " was deleted";
          link.giveUp(why); // the next declares it
          yield new Submission.Unavailable(why, null);
        }
      };
    } catch (AlreadyClosedException e) {
      return new Submission.Unavailable("not connected: the connection ended", null);
    } catch (TimeoutException e) {
      String why = "not confirmed within " + Math.max(1, timing.confirm().toSeconds()) + " seconds";
      if (link.blocked() == null) {
        link.giveUp(why); // what it has not read goes with it
      }
      return new Submission.Failed(why);
    } catch (IOException e) {
      return new Submission.Failed("the connection ended before the broker confirmed it");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Submission.Unavailable("not connected: the host stops", null);
    }
  }
}
