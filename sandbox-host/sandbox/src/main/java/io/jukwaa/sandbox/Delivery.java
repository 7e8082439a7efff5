package io.jukwaa.sandbox;

import io.jukwaa.message.Fields;

/**
 * What an app is run for.
 *
 * @param handler the property of {@code api} that takes it: {@code on_inbound_message} or {@code on_inbound_event}
 * @param command the command delivered: {@code inbound-message} or {@code inbound-event}
 * @param payload the message or event
 */
public record Delivery(String handler, String command, Fields payload) {
  public static Delivery message(Fields payload) {
    return new Delivery("on_inbound_message", "inbound-message", payload);
  }

  public static Delivery event(Fields payload) {
    return new Delivery("on_inbound_event", "inbound-event", payload);
  }
}
