package io.jukwaa.transports.smpp;

import io.jukwaa.message.SessionEvent;
import io.jukwaa.store.SessionStore.Session;
import io.jukwaa.transports.StableId;
import io.jukwaa.transports.TransportContext;
import io.jukwaa.transports.smpp.Delivery.BrokenPduException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Makes of USSD messages the steps of sessions, which are known by the user's number and the session's. Thread-safe, as
 * a phone says nothing before it is answered; blocks.
 *
 * @param open for how long after a message a session may still be open
 */
record UssdSessions(String channel, UssdFlavour flavour, Duration open, TransportContext context) {
  /** The name in {@code transport_metadata} of the session's number, four hexadecimal digits; as in Vumi. */
  static final String SESSION_INFO = "session_info";

  /**
   * What happens in a session.
   *
   * @param id the same whenever the same step is told
   * @param code that was dialled
   * @param content null unless it is an answer
   * @param metadata what the transport needs to answer, and whether nothing is known of what went before
   */
  record Step(String id, SessionEvent event, String code, @Nullable String content, Map<String, Object> metadata) {
    Step {
      metadata = Map.copyOf(metadata);
    }
  }

  /**
   * @param content of the message
   * @param told names the PDU: the same if it is told again
   * @throws BrokenPduException if the message does nothing that this flavour knows
   */
  Step step(Delivery delivery, String content, String told) throws BrokenPduException {
    String key = "ussd:" + delivery.from() + ":" + hex(flavour.number(delivery));
    Session known = context.sessions().find(channel, key);
    SessionEvent event = event(delivery);
    Map<String, String> state = state(known, event, told);
    state.putIfAbsent("code", code(delivery, event == SessionEvent.NEW ? content : ""));
    if (event == SessionEvent.CLOSE) {
      context.sessions().remove(channel, key);
    } else {
      context.sessions().save(new Session(channel, key, state, context.clock().instant().plus(open)));
    }
    Map<String, Object> metadata = new LinkedHashMap<>(Map.of(SESSION_INFO, hex(flavour.number(delivery))));
    if (known == null && event == SessionEvent.RESUME) {
      metadata.put("session_lost", true);
    }
    String id = StableId.of(channel, state.getOrDefault("birth", ""),
        event == SessionEvent.CLOSE ? "close" : state.getOrDefault("step", ""));
    return new Step(id, event, state.getOrDefault("code", ""), event == SessionEvent.RESUME ? content : null, metadata);
  }

  /** What is remembered after this step. A number that is used again begins a session of its own. */
  private Map<String, String> state(@Nullable Session known, SessionEvent event, String told) {
    Map<String, String> state = new LinkedHashMap<>();
    if (known != null && (event != SessionEvent.NEW || told.equals(known.state().get("told")))) {
      state.putAll(known.state());
    }
    boolean again = told.equals(state.get("told"));
    int step = Integer.parseInt(state.getOrDefault("step", "0"));
    state.put("step", "" + (again ? step : step + 1));
    state.putIfAbsent("birth", told);
    state.put("told", told);
    return state;
  }

  private SessionEvent event(Delivery delivery) throws BrokenPduException {
    int code = delivery.number(Tag.USSD_SERVICE_OP);
    if (flavour.ends(delivery)) {
      return SessionEvent.CLOSE;
    }
    if (flavour.begins().contains(code)) {
      return SessionEvent.NEW;
    }
    if (flavour.answers().contains(code)) {
      return SessionEvent.RESUME;
    }
    throw new BrokenPduException("ussd_service_op " + String.format(Locale.ROOT, "%02x", code) + " is not known",
        CommandStatus.ESME_RINVOPTPARAMVAL.code(), null);
  }

  /** Some operators put it in the text, some in the address. */
  private static String code(Delivery delivery, String content) throws BrokenPduException {
    String dialled = content.strip();
    return dialled.matches("[*#][0-9*#]{1,63}") ? dialled : delivery.to();
  }

  private static String hex(int number) {
    return String.format(Locale.ROOT, "%04x", number);
  }
}
