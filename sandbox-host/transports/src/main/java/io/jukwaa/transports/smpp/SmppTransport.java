package io.jukwaa.transports.smpp;

import io.jukwaa.message.Channel;
import io.jukwaa.transports.Capabilities;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.SendingTransport;
import io.jukwaa.transports.Setting;
import io.jukwaa.transports.TransportContext;
import java.util.List;

/**
 * {@code smpp}: sessions with an operator's message centre, by which messages leave, and come in.
 *
 * <p>A channel that is opened binds by itself, again and again, until it is closed.
 */
public final class SmppTransport implements SendingTransport {
  /** Of GSM 7-bit characters in one part, 3GPP TS 23.038; longer messages are cut. */
  private static final int LONGEST_PART = 160;

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
    return new Capabilities(Capabilities.Answers.NOTHING, true, true, true, LONGEST_PART);
  }

  @Override
  public List<Setting> settings() {
    return SmppSettings.SCHEMA.schema();
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
  public Pace pace(Channel channel) {
    return Pace.of(SmppSettings.SCHEMA, channel);
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
