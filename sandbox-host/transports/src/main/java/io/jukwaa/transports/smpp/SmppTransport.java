package io.jukwaa.transports.smpp;

import io.jukwaa.message.Channel;
import io.jukwaa.transports.Capabilities;
import io.jukwaa.transports.GsmAlphabet;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.SendingTransport;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.TransportContext;

/**
 * {@code smpp}: sessions with an operator's message centre, by which messages leave, and come in.
 *
 * <p>A channel that is opened binds by itself, again and again, until it is closed.
 */
public final class SmppTransport implements SendingTransport {

  private final Timing timing;

  public SmppTransport() {
    this(Timing.STANDARD);
  }

  SmppTransport(Timing timing) {
    this.timing = timing;
  }

  @Override
  public String name() {
    return "smpp";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Capabilities.Answers.NOTHING, true, true, true, GsmAlphabet.PART,
        Capabilities.Alphabet.GSM_OR_UCS2, Pace.standard(settings()));
  }

  @Override
  public Settings settings() {
    return SmppSettings.SCHEMA;
  }

  @Override
  public void check(Channel channel) {
    SmppSettings.of(channel);
  }

  @Override
  public String type() {
    return "sms";
  }

  @Override
  public Sender open(Channel channel, OperatorClient client, TransportContext context) {
    SmppSettings settings = SmppSettings.of(channel);
    Dial dial = settings.dial();
    Bind.Place place = new Bind.Place(channel.key(), dial, timing);
    MessageIds ids = new MessageIds(channel.key(), settings.receiptIds(), context);
    Deliveries taker = new Deliveries(channel, new Deliveries.Rules(settings, ids), context);
    return new SmppSender(dial.mode().binds().stream().map(type -> new Bind(place, type, taker)).toList(),
        new SmppSender.Way(settings.manner(), ids, new Window(pace(channel).atOnce(), timing)), timing);
  }
}
