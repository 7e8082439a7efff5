package io.jukwaa.resources.outbound;

import io.jukwaa.message.Fields;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.Execution;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Resource;
import io.jukwaa.resource.Run;
import io.jukwaa.resources.Operation;
import io.jukwaa.resources.PythonText;
import io.jukwaa.resources.RefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages: replies to the message the app was run for, and others. The union of both host lineages: {@code
 * send_to_tag} is Go's, {@code send_to} the standalone host's.
 *
 * <p>A reply carries the helper metadata of the message it answers, and what it adds stays for later replies to the
 * same message. A reply to a push trigger becomes a plain send that opens a session. Thread-safe; replies of one run
 * are made one after the other. Success tells no message id.
 */
public final class OutboundResource implements Resource {

  private final Map<String, Operation> operations = Map.of(
      "reply_to", (caller, arguments) -> reply(caller, arguments, false),
      "reply_to_group", (caller, arguments) -> reply(caller, arguments, true),
      "send_to", (caller, arguments) -> send(caller, arguments.has("endpoint")
          ? arguments
          : arguments.with("endpoint", UserMessage.DEFAULT_ENDPOINT), true),
      "send_to_endpoint", (caller, arguments) -> send(caller, arguments, false),
      "send_to_tag", (caller, arguments) -> sendToTag(caller, arguments));

  private final Execution execution;

  /** @param execution as the store of messages needs it; never {@link Execution#APART}: replies have an order */
  public OutboundResource(Execution execution) {
    this.execution = execution;
  }

  @Override
  public String name() {
    return "outbound";
  }

  @Override
  public Set<String> operations() {
    return operations.keySet();
  }

  @Override
  public Execution execution() {
    return execution;
  }

  @Override
  public Reply handle(Caller caller, Command command) {
    return Operation.carryOut(operations, caller, command);
  }

  private static Reply reply(Caller caller, Fields arguments, boolean toGroup) {
    String content = Checks.content(arguments, "replies");
    if (!(arguments.value("in_reply_to") instanceof String original)) {
      throw new RefusedException("'in_reply_to' must be given in replies.");
    }
    SessionEvent session = Checks.continueSession(arguments) ? SessionEvent.NONE : SessionEvent.CLOSE;
    Map<String, @Nullable Object> added = Checks.helperMetadata(caller, arguments);
    Run run = caller.run();
    synchronized (run) {
      UserMessage inbound = run.inbound();
      if (inbound == null || !inbound.messageId().equals(original)) {
        throw new RefusedException("Could not find original message with id: " + PythonText.repr(original));
      }
      UserMessage inherited = GoMetadata.added(caller, inbound, added);
      run.send(inherited.isPushTrigger()
          ? opening(run, inherited, content)
          : answer(run, inherited, content, toGroup, session));
      run.inherit(inherited);
    }
    return Reply.ok();
  }

  private static UserMessage answer(Run run, UserMessage inbound, @Nullable String content, boolean toGroup,
      SessionEvent session) {
    UserMessage reply = inbound.reply(content, session, run.replyStamp());
    return toGroup && inbound.group() != null ? reply.with("to_addr", null) : reply;
  }

  private static UserMessage opening(Run run, UserMessage trigger, @Nullable String content) {
    String address = trigger.fromAddr();
    if (address == null) {
      throw new RefusedException("'to_addr' must be given in sends.");
    }
    return UserMessage.send(address, content, UserMessage.DEFAULT_ENDPOINT, run.replyStamp())
        .with("session_event", SessionEvent.NEW.wire())
        .with("helper_metadata", trigger.helperMetadata());
  }

  /** @param defaultAllowed whether the app's own channel is an endpoint like the others; it is for {@code send_to} */
  private static Reply send(Caller caller, Fields arguments, boolean defaultAllowed) {
    String content = Checks.content(arguments, "sends");
    String name = Checks.text(arguments, "endpoint");
    String address = Checks.text(arguments, "to_addr");
    Map<String, @Nullable Object> added = Checks.helperMetadata(caller, arguments);
    if (name.equals(UserMessage.DEFAULT_ENDPOINT) ? !defaultAllowed : !caller.app().endpoints().contains(name)) {
      throw new RefusedException("Endpoint " + PythonText.repr(name) + " not configured");
    }
    return sent(caller, UserMessage.send(address, content, name, caller.run().sendStamp()), added);
  }

  private static Reply sendToTag(Caller caller, Fields arguments) {
    for (String name : List.of("tagpool", "tag", "content", "to_addr")) {
      if (!(arguments.value(name) instanceof String)) {
        throw new RefusedException("Tag, content or to_addr not specified");
      }
    }
    String pool = arguments.text("tagpool");
    String tag = arguments.text("tag");
    if (!caller.app().endpoints().contains(pool + ":" + tag)) {
      throw new RefusedException("Tag (%s, %s) not held by account".formatted(PythonText.repr(pool),
          PythonText.repr(tag)));
    }
    UserMessage message = UserMessage.send(arguments.text("to_addr"), Checks.content(arguments, "sends"),
        pool + ":" + tag, caller.run().sendStamp());
    return sent(caller, message, new LinkedHashMap<>());
  }

  private static Reply sent(Caller caller, UserMessage message, Map<String, @Nullable Object> added) {
    caller.run().send(GoMetadata.added(caller, message, added));
    return Reply.ok();
  }
}
