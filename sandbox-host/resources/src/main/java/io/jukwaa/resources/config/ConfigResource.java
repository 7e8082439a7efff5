package io.jukwaa.resources.config;

import io.jukwaa.message.Fields;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.Execution;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Resource;
import io.jukwaa.resources.Operation;
import java.util.Map;
import java.util.Set;

/** Serves the app's configuration as the text its owner typed; JSON in it is the app's to parse. Thread-safe. */
public final class ConfigResource implements Resource {
  private final Map<String, Operation> operations = Map.of("get", ConfigResource::get);

  @Override
  public String name() {
    return "config";
  }

  @Override
  public Set<String> operations() {
    return operations.keySet();
  }

  @Override
  public Execution execution() {
    return Execution.AT_ONCE;
  }

  @Override
  public Reply handle(Caller caller, Command command) {
    return Operation.carryOut(operations, caller, command);
  }

  /** An unknown key is null and no failure: toolkits ask for translations that nobody has configured. */
  private static Reply get(Caller caller, Fields arguments) {
    return switch (arguments.value("key")) {
      case null -> new Reply.Failure(null);
      case String key -> Reply.of("value", caller.app().configured(key));
      case Object other -> Reply.of("value", null);
    };
  }
}
