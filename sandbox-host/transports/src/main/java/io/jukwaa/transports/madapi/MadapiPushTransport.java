package io.jukwaa.transports.madapi;

import io.jukwaa.message.Channel;
import io.jukwaa.transports.Capabilities;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.SendingTransport;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.TransportContext;

/**
 * {@code madapi-push}: screens that appear on phones of MTN without being asked for. Only sends: what a user answers to
 * one comes in where the service code's subscription says, to a channel of {@code ussd-http} with the map
 * {@code madapi}, and that channel's reply goes on with the session.
 *
 * <p>Assumed, as MTN's documents do not say: that a screen which asks is pushed with {@code messageType} 0 and one which
 * does not with 3; that the session's id is ours to choose; that numbers have no plus, as in all of their examples.
 * Not tried with a live gateway. There are no receipts.
 */
public final class MadapiPushTransport implements SendingTransport {
  /** Of GSM 7-bit characters, 3GPP TS 23.038. */
  private static final int LONGEST_SCREEN = 182;

  @Override
  public String name() {
    return "madapi-push";
  }

  @Override
  public String type() {
    return "ussd";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Capabilities.Answers.NOTHING, true, true, false, LONGEST_SCREEN,
        Capabilities.Alphabet.GSM_OR_UCS2, Pace.standard(settings()));
  }

  @Override
  public Settings settings() {
    return Subscription.SCHEMA;
  }

  @Override
  public void check(Channel channel) {
    Subscription.of(channel);
  }

  @Override
  public Sender open(Channel channel, OperatorClient client, TransportContext context) {
    return new PushSender(Subscription.of(channel), client);
  }
}
