package io.jukwaa.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jukwaa.frame.Frame.Ended;
import io.jukwaa.frame.Frame.Ending;
import io.jukwaa.frame.Frame.Request;
import io.jukwaa.frame.Frame.Usage;
import io.jukwaa.message.Fields;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.Execution;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Run;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One run as the host sees it: carries out what the guest asks and knows when all of that is done. Thread-safe.
 *
 * <p>Where a command is carried out is for its resource to say, see {@link io.jukwaa.resource.Execution}.
 */
final class WorkerRun {
  private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};
  /** Commands whose effect the phone waits for. */
  private static final String SENDING = "outbound.";
  /** Commands that change nothing but the log; an app that has sent no other can be run again. */
  private static final Set<String> READING = Set.of("config.get", "kv.get", "contacts.get", "contacts.get_by_key",
      "contacts.search", "groups.get", "groups.get_by_name", "groups.list", "groups.search", "groups.count_members",
      "optout.status", "optout.count", "log.debug", "log.info", "log.warning", "log.error", "log.critical", "log.log");

  /** The app's owner is told why its worker is another one from now on, which counts as if it had been lost. */
  private static final String REPLACED = "; its worker was replaced";

  private final Caller caller;
  private final Resources resources;
  private final ObjectMapper json;
  private final Executor executor;
  private final Allowance allowance;
  private final Semaphore live;
  private final CompletableFuture<Outcome> ended = new CompletableFuture<>();
  /** One party for the run itself and one for each command in progress that sends a message. */
  private final Phaser messages = new Phaser(1);
  /** The same for all other commands. */
  private final Phaser commands = new Phaser(1);
  /** The last of the commands that wait for each other; written by the thread that reads from the worker. */
  private CompletableFuture<Void> inOrder = CompletableFuture.completedFuture(null);
  /** Commands so far that send; written by the same thread. */
  private int sends;
  private volatile boolean hasActed;
  private volatile boolean costWorker;
  private volatile @Nullable Worker worker;
  private volatile long id;

  WorkerRun(Caller caller, Resources resources, ObjectMapper json, Executor executor) {
    this.caller = caller;
    this.resources = resources;
    this.json = json;
    this.executor = executor;
    this.allowance = new Allowance(caller.tenant().limits());
    this.live = new Semaphore(caller.tenant().limits().liveRequests());
  }

  void startedIn(Worker chosen, long run) {
    worker = chosen;
    id = run;
  }

  /** Completes when the guest has ended; commands may still be in progress. */
  CompletableFuture<Outcome> ended() {
    return ended;
  }

  /** Blocks until every message the guest sent is stored. */
  void awaitMessages() {
    messages.arriveAndAwaitAdvance();
  }

  /** Blocks until every other command the guest sent has been carried out. */
  void awaitCommands() {
    commands.arriveAndAwaitAdvance();
  }

  /** Whether it has asked for anything that may have changed something. */
  boolean hasActed() {
    return hasActed;
  }

  /** Asks the guest's worker to stop it. */
  void stop(String limit) {
    Worker from = worker;
    if (from != null) {
      from.stop(id, limit);
    }
  }

  void request(Request request) {
    if (ended.isDone()) {
      return; // it was killed, and this was on its way
    }
    if (!READING.contains(request.command())) {
      hasActed = true; // also if it still waits to be carried out when the worker is lost
    }
    switch (execution(request)) {
      case AT_ONCE -> carryOut(request);
      case IN_ORDER -> {
        Runnable task = task(request);
        inOrder = inOrder.whenCompleteAsync((_, _) -> task.run(), executor);
      }
      case APART -> executor.execute(task(request));
    }
  }

  /** One that writes to many goes on aside, all in its order: its messages may have to wait, and others of its worker not. */
  private Execution execution(Request request) {
    if (request.command().startsWith(SENDING)) {
      sends++;
    }
    Execution usual = resources.execution(request.command());
    return usual == Execution.AT_ONCE && sends > Run.FEW_SENDS ? Execution.IN_ORDER : usual;
  }

  private Runnable task(Request request) {
    Phaser kind = request.command().startsWith(SENDING) ? messages : commands;
    kind.register();
    return () -> {
      live.acquireUninterruptibly();
      try {
        carryOut(request);
      } finally {
        live.release();
        kind.arriveAndDeregister();
      }
    };
  }

  /** Whether its worker ended because of it, or was given up. */
  boolean costWorker() {
    return costWorker;
  }

  void ended(Ended frame) {
    String message = frame.message();
    if (frame.discard() && frame.ending() != Ending.COMPLETED) {
      costWorker = true;
      message += REPLACED;
    }
    ended.complete(switch (frame.ending()) {
      case COMPLETED -> new Outcome.Completed(frame.usage());
      case FAILED, STALLED -> new Outcome.Failed(message, frame.stack(), frame.usage());
      case STOPPED -> new Outcome.Stopped(message, frame.usage());
      case UNSTOPPABLE -> new Outcome.Killed(frame.message(), frame.usage());
    });
  }

  String app() {
    return caller.app().key();
  }

  /** It was alone in its worker, and was what ended it. */
  void killed(String reason) {
    costWorker = true;
    ended.complete(new Outcome.Killed(reason, new Usage(0, 0, 0, 0)));
  }

  /**
   * Its worker ended, perhaps through no fault of this run.
   *
   * @param cost whether it is held against the run's app
   */
  void lost(String reason, boolean cost) {
    costWorker = cost;
    ended.complete(new Outcome.Lost(reason, new Usage(0, 0, 0, 0)));
  }

  private void carryOut(Request request) {
    Map<String, @Nullable Object> given = parsed(request.json());
    Object commandId = given.remove("cmd_id");
    given.remove("cmd");
    given.remove("reply");
    Allowance.Refusal refusal = allowance.refusal(request.command());
    Reply reply = refusal == null
        ? resources.execute(caller, new Command(request.command(), Fields.of(given)))
        : resources.refuse(caller, refusal);
    Worker from = worker;
    if (request.request() > 0 && from != null) {
      from.answer(id, request.request(), text(request.command(), commandId, reply));
    }
  }

  private Map<String, @Nullable Object> parsed(String text) {
    try {
      return json.readValue(text, OBJECT);
    } catch (JsonProcessingException e) {
      // A worker's bridge sends objects only; anything else is a hostile worker, and an empty command is refused.
      return new LinkedHashMap<>();
    }
  }

  private String text(String command, @Nullable Object commandId, Reply reply) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("cmd", command);
    all.put("cmd_id", commandId);
    all.put("reply", true);
    all.putAll(reply.json());
    try {
      return json.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("reply of " + command, e);
    }
  }
}
