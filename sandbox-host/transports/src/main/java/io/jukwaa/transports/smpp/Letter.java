package io.jukwaa.transports.smpp;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.smpp.Addressing.Address;
import java.util.List;
import java.util.Objects;
import org.jsmpp.bean.OptionalParameter;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is to leave.
 *
 * @param receipts whether the operator is asked what becomes of it
 */
record Letter(Address from, Address to, String serviceType, boolean receipts, Body body) {
  /** @param parameters of each part, besides those that make it a part */
  record Body(Parts parts, List<OptionalParameter> parameters) {
    Body {
      parameters = List.copyOf(parameters);
    }
  }

  /** @throws InvalidFieldException naming the field that cannot be sent */
  static Letter of(UserMessage message, Manner manner) {
    Addressing addressing = manner.addressing();
    Body body = body(message, manner);
    return new Letter(addressing.source(message), addressing.destination(message), manner.serviceType(),
        manner.receipts() && body.parameters().isEmpty(), body);
  }

  Parts parts() {
    return body.parts();
  }

  /** @throws InvalidFieldException if there is nothing to send, or too much */
  static Body body(UserMessage message, Manner manner) {
    String content = message.content();
    UssdFlavour ussd = manner.ussd();
    String session = session(message);
    if (ussd != null && session != null) {
      boolean last = message.sessionEvent() == SessionEvent.CLOSE;
      return new Body(manner.writing().screen(Objects.requireNonNullElse(content, "")),
          ussd.screen(Integer.parseInt(session, 16), last));
    }
    if (content == null || content.isEmpty()) {
      throw new InvalidFieldException("content", content, "text");
    }
    Parts parts = manner.writing().parts(content);
    if (parts.count() > Parts.MOST) {
      throw new InvalidFieldException("content", parts.count() + " parts", "at most " + Parts.MOST);
    }
    return new Body(parts, List.of());
  }

  /** The session that a message answers in, see {@link UssdSessions}; null if it answers in none. */
  private static @Nullable String session(UserMessage message) {
    return message.transportMetadata().get(UssdSessions.SESSION_INFO) instanceof String info
        && info.matches("[0-9a-f]{4}") ? info : null;
  }
}
