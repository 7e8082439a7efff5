package io.jukwaa.server.routing;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.dispatch.HostProgram;
import io.jukwaa.server.dispatch.HostRun;
import io.jukwaa.store.ConsentStore;
import io.jukwaa.store.ConsentStore.Consent;
import io.jukwaa.store.OptOutStore;
import io.jukwaa.store.OptOutStore.OptOut;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the name of a tenant what no app of it gets: menus, opt-outs, and what nothing claims. It has a place among
 * the tenant's apps, so that these messages are stored, answered once and counted like all others; what it has to say
 * stands in the message, so that any host can say it. Thread-safe; blocks where stores do.
 */
public record Desk(OptOutStore optOuts, ConsentStore consents) implements HostProgram {
  /** The only type of address that apps ask for. */
  static final String ADDRESS_TYPE = "msisdn";
  /** No key of an app begins so. */
  private static final String MARK = "~";
  private static final String NOTE = "jukwaa";
  private static final String TEXT = "text";
  private static final String ENDS = "ends";
  private static final String OPTING = "opting";

  /** The desk of a tenant. */
  public static App of(String tenant) {
    return new App(key(tenant), tenant, "routing", "", "", Map.of(), Set.of(), false, Set.of());
  }

  static String key(String tenant) {
    return MARK + tenant;
  }

  /** Whether an app's key is that of a desk. */
  public static boolean is(String app) {
    return app.startsWith(MARK);
  }

  /** The message with a note of its way, and of what the desk is to do if it gets it. */
  static UserMessage noted(UserMessage message, Table table, Decision decision) {
    Map<String, @Nullable Object> note = new LinkedHashMap<>();
    note.put("version", table.version());
    note.put("path", decision.path().stream().map(Decision.Step::text).toList());
    UserMessage marked = switch (decision.destination()) {
      case Decision.Destination.ToApp to -> to.fresh() ? dialled(message) : message;
      case Decision.Destination.Said said -> {
        note.put(TEXT, said.text());
        note.put(ENDS, said.ends());
        yield message;
      }
      case Decision.Destination.Opting opting -> {
        note.put(TEXT, opting.text());
        note.put(ENDS, true);
        note.put(OPTING, opting.out() ? "out" : "in");
        Map<String, @Nullable Object> helper = new LinkedHashMap<>(message.helperMetadata());
        helper.put("optout", opting.out()
            ? Map.of("optout", true, "optout_keyword", opting.word())
            : Map.of("optout",
                false));
        yield message.with("helper_metadata", helper);
      }
    };
    Map<String, @Nullable Object> routing = new LinkedHashMap<>(message.json().object("routing_metadata"));
    routing.put(NOTE, note);
    return marked.with("routing_metadata", routing);
  }

  @Override
  public boolean isOf(App app) {
    return is(app.key());
  }

  /** Does what the note of the message that this is run for says. */
  @Override
  public void run(App app, HostRun run) {
    UserMessage message = run.inbound();
    if (message == null || !(message.json().object("routing_metadata").get(NOTE) instanceof Map<?, ?> note)) {
      return;
    }
    String address = message.fromAddr();
    if (address != null && "out".equals(note.get(OPTING))) {
      optOuts.save(app.tenant(), new OptOut(ADDRESS_TYPE, address, message.messageId(), message.timestamp()));
      consents.record(app.tenant(), said(ConsentStore.State.WITHDRAWN, address, message));
    } else if (address != null && "in".equals(note.get(OPTING))) {
      Words.spellings(address).forEach(spelling -> optOuts.remove(app.tenant(), ADDRESS_TYPE, spelling));
      consents.record(app.tenant(), said(ConsentStore.State.GIVEN, address, message));
    }
    if (note.get(TEXT) instanceof String text && message.sessionEvent() != SessionEvent.CLOSE) {
      boolean ends = !Boolean.FALSE.equals(note.get(ENDS));
      run.send(message.reply(text, ends && message.sessionEvent() != SessionEvent.NONE
          ? SessionEvent.CLOSE
          : SessionEvent.NONE, run.replyStamp()));
    }
  }

  /** The same however often the message is run. */
  private static Consent said(ConsentStore.State state, String address, UserMessage message) {
    return new Consent(ConsentStore.standard(address), ConsentStore.EVERY_CHANNEL, state,
        ConsentStore.Source.KEYWORD, message.timestamp(), message.messageId());
  }

  /** Nothing: what becomes of its messages is of no use to it. */
  @Override
  public void tell(App app, MessageEvent event) {}

  /** As if its user had dialled; a text, which begins no session, has nothing in it then. */
  private static UserMessage dialled(UserMessage message) {
    UserMessage empty = message.with("content", null);
    return message.sessionEvent() == SessionEvent.NONE
        ? empty
        : empty.with("session_event", SessionEvent.NEW.wire());
  }
}
