package io.jukwaa.sandbox;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.CommandException;
import io.jukwaa.resource.Execution;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Resource;
import io.jukwaa.store.AppLog;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every resource by name, and the one place where what goes wrong in them becomes a reply. Thread-safe; blocks as long
 * as the resource does.
 */
public final class Resources {
  private static final Logger LOG = LoggerFactory.getLogger(Resources.class);

  private final Map<String, Resource> byName;
  private final AppLog log;

  public Resources(Collection<? extends Resource> resources, AppLog log) {
    this.byName = resources.stream().collect(Collectors.toUnmodifiableMap(Resource::name, Function.identity()));
    this.log = log;
  }

  public Collection<Resource> all() {
    return byName.values();
  }

  /** Where the command is carried out; at once if there is no such resource. */
  public Execution execution(String command) {
    Resource resource = byName.get(new Command(command, Fields.EMPTY).resource());
    return resource == null ? Execution.AT_ONCE : resource.execution();
  }

  /** Refuses a command; the app's log hears of it once. */
  Reply refuse(Caller caller, Allowance.Refusal refusal) {
    return refusal.first() ? failed(caller, refusal.reason()) : Reply.failure(refusal.reason());
  }

  /** Carries the command out; whatever goes wrong is the reply's reason and a line in the app's log. */
  public Reply execute(Caller caller, Command command) {
    Resource resource = byName.get(command.resource());
    if (resource == null || !resource.operations().contains(command.operation())) {
      return failed(caller, "unknown command: " + command.name());
    }
    try {
      return resource.handle(caller, command);
    } catch (CommandException | InvalidFieldException e) {
      return failed(caller, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("command failed: {}", command.name(), e);
      return failed(caller, command.name() + ": internal error");
    }
  }

  /** A line of the host's own in the app's log. */
  void warn(Caller caller, String text) {
    log.append(caller.app(), AppLog.ERROR, text);
  }

  private Reply failed(Caller caller, String reason) {
    log.append(caller.app(), AppLog.ERROR, reason);
    return Reply.failure(reason);
  }
}
