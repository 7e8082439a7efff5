package io.jukwaa.resources;

import io.jukwaa.message.Fields;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.Reply;
import java.util.Map;

/** One operation of a resource. A resource keeps its operations in a map, so that what it lists is what it answers. */
@FunctionalInterface
public interface Operation {
  /** @throws RefusedException with a reason for the guest that is not logged */
  Reply carryOut(Caller caller, Fields arguments);

  /** @throws IllegalArgumentException if the command names none of these operations */
  static Reply carryOut(Map<String, Operation> operations, Caller caller, Command command) {
    Operation operation = operations.get(command.operation());
    if (operation == null) {
      throw new IllegalArgumentException("operation: " + command.name() + " (expected: one of " + operations.keySet()
          + ")");
    }
    try {
      return operation.carryOut(caller, command.arguments());
    } catch (RefusedException e) {
      return e.reply();
    }
  }
}
