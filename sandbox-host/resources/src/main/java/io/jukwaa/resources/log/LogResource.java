package io.jukwaa.resources.log;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.Execution;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Resource;
import io.jukwaa.resources.Operation;
import io.jukwaa.resources.PythonText;
import io.jukwaa.store.AppLog;
import java.util.Map;
import java.util.Set;

/** Adds lines to the app's log. Returns at once: a run waits for its log replies before it ends. Thread-safe. */
public final class LogResource implements Resource {
  private final AppLog log;
  private final Map<String, Operation> operations = Map.of(
      "debug", at(AppLog.DEBUG), "info", at(AppLog.INFO), "warning", at(AppLog.WARNING),
      "error", at(AppLog.ERROR), "critical", at(AppLog.CRITICAL), "log", at(AppLog.INFO));

  public LogResource(AppLog log) {
    this.log = log;
  }

  @Override
  public String name() {
    return "log";
  }

  @Override
  public Set<String> operations() {
    return operations.keySet();
  }

  /** So an app's lines stand in its log in the order it wrote them. */
  @Override
  public Execution execution() {
    return Execution.AT_ONCE;
  }

  @Override
  public Reply handle(Caller caller, Command command) {
    return Operation.carryOut(operations, caller, command);
  }

  private Operation at(int level) {
    return (caller, arguments) -> append(caller, arguments, level);
  }

  private Reply append(Caller caller, Fields arguments, int operationLevel) {
    Object message = arguments.value("msg");
    if (message == null) {
      return Reply.failure("Value expected for msg");
    }
    log.append(caller.app(), level(arguments, operationLevel), PythonText.str(message));
    return Reply.ok();
  }

  /** {@code level} wins over the operation, whichever it is. */
  private static int level(Fields arguments, int operationLevel) {
    return switch (arguments.value("level")) {
      case null -> operationLevel;
      case Integer level -> level;
      case Object other -> throw new InvalidFieldException("level", other, "an integer");
    };
  }
}
