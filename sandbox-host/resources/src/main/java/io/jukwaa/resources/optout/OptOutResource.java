package io.jukwaa.resources.optout;

import io.jukwaa.message.Fields;
import io.jukwaa.message.Timestamps;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Resource;
import io.jukwaa.resources.Operation;
import io.jukwaa.resources.PythonText;
import io.jukwaa.resources.RefusedException;
import io.jukwaa.store.ConsentStore;
import io.jukwaa.store.ConsentStore.Consent;
import io.jukwaa.store.ConsentStore.Source;
import io.jukwaa.store.ConsentStore.State;
import io.jukwaa.store.OptOutStore;
import io.jukwaa.store.OptOutStore.OptOut;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opt-outs of the caller's tenant, for tenants that may manage them. Parameters are checked before the permission. What an
 * app changes becomes part of the person's consent history.
 * Thread-safe; blocks on the store.
 */
public final class OptOutResource implements Resource {
  private final OptOutStore store;
  private final ConsentStore consents;
  private final InstantSource clock;
  private final Map<String, Operation> operations = Map.of("status", this::status, "optout", this::optOut,
      "cancel_optout", this::cancel, "count", this::count);

  public OptOutResource(OptOutStore store, ConsentStore consents, InstantSource clock) {
    this.store = store;
    this.consents = consents;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "optout";
  }

  @Override
  public Set<String> operations() {
    return operations.keySet();
  }

  @Override
  public Reply handle(Caller caller, Command command) {
    return Operation.carryOut(operations, caller, command);
  }

  private Reply status(Caller caller, Fields arguments) {
    String type = required(arguments, "address_type");
    String address = required(arguments, "address_value");
    permit(caller);
    OptOut optOut = store.find(caller.tenant().key(), type, address);
    return optOut == null ? Reply.of("opted_out", false) : optedOut(optOut);
  }

  private Reply optOut(Caller caller, Fields arguments) {
    OptOut optOut = new OptOut(required(arguments, "address_type"), required(arguments, "address_value"),
        required(arguments, "message_id"), clock.instant());
    permit(caller);
    store.save(caller.tenant().key(), optOut);
    say(caller, State.WITHDRAWN, optOut.address(), optOut.messageId());
    return optedOut(optOut);
  }

  private Reply cancel(Caller caller, Fields arguments) {
    String type = required(arguments, "address_type");
    String address = required(arguments, "address_value");
    permit(caller);
    if (store.find(caller.tenant().key(), type, address) != null) {
      say(caller, State.GIVEN, address, null);
      store.remove(caller.tenant().key(), type, address);
    }
    return Reply.of("opted_out", false);
  }

  /** Once as long as it holds: a run may come again. */
  private void say(Caller caller, State state, String given, @Nullable String evidence) {
    String address = ConsentStore.standard(given);
    Consent current = consents.current(caller.tenant().key(), address, ConsentStore.EVERY_CHANNEL);
    if (current == null || current.state() != state) {
      consents.record(caller.tenant().key(), new Consent(address, ConsentStore.EVERY_CHANNEL, state, Source.APP,
          clock.instant(), evidence));
    }
  }

  private Reply count(Caller caller, Fields arguments) {
    permit(caller);
    return Reply.of("count", store.count(caller.tenant().key()));
  }

  private static Reply optedOut(OptOut optOut) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("opted_out", true);
    fields.put("created_at", Timestamps.text(optOut.createdAt()));
    fields.put("message_id", optOut.messageId());
    return Reply.of(fields);
  }

  private static String required(Fields arguments, String name) {
    if (!arguments.has(name)) {
      throw new RefusedException("Missing key: " + name);
    }
    Object value = arguments.value(name);
    if (!PythonText.isTrue(value)) {
      throw new RefusedException("Invalid value \"%s\" for \"%s\"".formatted(PythonText.str(value), name));
    }
    return PythonText.str(value);
  }

  private static void permit(Caller caller) {
    if (!caller.tenant().canManageOptouts()) {
      throw new RefusedException("Account not allowed to manage optouts.");
    }
  }
}
