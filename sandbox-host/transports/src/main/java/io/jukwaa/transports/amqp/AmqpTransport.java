package io.jukwaa.transports.amqp;

import io.jukwaa.message.Channel;
import io.jukwaa.transports.Capabilities;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.SendingTransport;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.TransportContext;

/**
 * {@code vumi-amqp}: a transport of Vumi or Junebug at the other side of a broker, by which messages come in and leave.
 *
 * <p>A channel that is opened connects by itself, again and again, until it is closed.
 */
public final class AmqpTransport implements SendingTransport {
  private final Timing timing;

  public AmqpTransport() {
    this(Timing.STANDARD);
  }

  AmqpTransport(Timing timing) {
    this.timing = timing;
  }

  @Override
  public String name() {
    return "vumi-amqp";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Capabilities.Answers.NOTHING, true, true, true, 0, Capabilities.Alphabet.UNICODE,
        Pace.standard(settings()));
  }

  @Override
  public Settings settings() {
    return AmqpSettings.SCHEMA;
  }

  @Override
  public void check(Channel channel) {
    AmqpSettings.of(channel);
  }

  /** Of what no message brought about; a reply is of its question's type. */
  @Override
  public String type() {
    return "sms";
  }

  /** The broker keeps what it confirms; whether the transport sends it, that one says by an event. */
  @Override
  public boolean handsOn() {
    return true;
  }

  @Override
  public Sender open(Channel channel, OperatorClient client, TransportContext context) {
    AmqpSettings settings = AmqpSettings.of(channel);
    Deliveries deliveries = new Deliveries(channel, settings.sessionWithin(), context);
    Bridge bridge = new Bridge(channel.key(), settings, timing, deliveries);
    bridge.start();
    return new AmqpSender(bridge, settings, timing);
  }
}
