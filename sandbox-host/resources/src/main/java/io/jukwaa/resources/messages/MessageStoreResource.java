package io.jukwaa.resources.messages;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Resource;
import io.jukwaa.resources.Operation;
import io.jukwaa.resources.RefusedException;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.MessageLog.Direction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Figures on the messages of the app, or of another app of the same tenant. Thread-safe; blocks on the log. */
public final class MessageStoreResource implements Resource {
  private static final double DEFAULT_SAMPLE = 300;
  /** About thirty years, in seconds. */
  private static final double MAX_SAMPLE = 1e9;

  private final MessageLog log;
  private final Apps apps;
  private final Map<String, Operation> operations = Map.of(
      "progress_status", this::progress,
      "count_replies", (caller, arguments) -> messages(caller, arguments, Direction.INBOUND),
      "count_sent_messages", (caller, arguments) -> messages(caller, arguments, Direction.OUTBOUND),
      "count_inbound_uniques", (caller, arguments) -> users(caller, arguments, Direction.INBOUND),
      "count_outbound_uniques", (caller, arguments) -> users(caller, arguments, Direction.OUTBOUND),
      "inbound_throughput", (caller, arguments) -> throughput(caller, arguments, Direction.INBOUND),
      "outbound_throughput", (caller, arguments) -> throughput(caller, arguments, Direction.OUTBOUND));

  /** Finds apps by key. */
  @FunctionalInterface
  public interface Apps {
    /** The app of this key, whoever owns it; null if there is none. */
    @Nullable
    App find(String key);
  }

  public MessageStoreResource(MessageLog log, Apps apps) {
    this.log = log;
    this.apps = apps;
  }

  @Override
  public String name() {
    return "messagestore";
  }

  @Override
  public Set<String> operations() {
    return operations.keySet();
  }

  @Override
  public Reply handle(Caller caller, Command command) {
    return Operation.carryOut(operations, caller, command);
  }

  private Reply progress(Caller caller, Fields arguments) {
    App app = app(caller, arguments);
    Map<String, Long> events = log.countEvents(app);
    Map<String, @Nullable Object> progress = new LinkedHashMap<>();
    progress.put("sent", log.count(app, Direction.OUTBOUND));
    progress.put("ack", events.getOrDefault("ack", 0L));
    progress.put("nack", events.getOrDefault("nack", 0L));
    long reports = 0;
    for (String status : List.of("delivered", "failed", "pending")) {
      long count = events.getOrDefault("delivery_report." + status, 0L);
      progress.put("delivery_report_" + status, count);
      reports += count;
    }
    progress.put("delivery_report", reports);
    return Reply.of("progress_status", progress);
  }

  private Reply messages(Caller caller, Fields arguments, Direction direction) {
    return Reply.of("count", log.count(app(caller, arguments), direction));
  }

  private Reply users(Caller caller, Fields arguments, Direction direction) {
    return Reply.of("count", log.countUsers(app(caller, arguments), direction));
  }

  private Reply throughput(Caller caller, Fields arguments, Direction direction) {
    App app = app(caller, arguments);
    double seconds = switch (arguments.value("sample_time")) {
      case null -> DEFAULT_SAMPLE;
      case Number number -> number.doubleValue();
      case Object other -> Double.NaN;
    };
    if (!(seconds >= 0.001 && seconds <= MAX_SAMPLE)) {
      throw new InvalidFieldException("sample_time", arguments.value("sample_time"), "seconds, 0.001 to 1e9");
    }
    Duration window = Duration.ofMillis(Math.round(seconds * 1000));
    return Reply.of("throughput", log.countWithin(app, direction, window) * 60 / seconds);
  }

  private App app(Caller caller, Fields arguments) {
    Object key = arguments.value("conversation_key");
    if (key == null || key.equals(caller.app().key())) {
      return caller.app();
    }
    App app = key instanceof String text ? apps.find(text) : null;
    if (app == null || !app.tenant().equals(caller.tenant().key())) {
      throw new RefusedException("Invalid conversation_key");
    }
    return app;
  }
}
