package io.jukwaa.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jukwaa.frame.Frame.Budget;
import io.jukwaa.frame.Frame.Start;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.Limits;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Resource;
import io.jukwaa.resource.Run;
import io.jukwaa.resource.Tenant;
import io.jukwaa.store.AppLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The ahead-of-time cache workers start from: classes loaded and linked, and what the JVM learned of hot methods.
 *
 * <p>Written once, by a training run of a worker, for one build on one JDK; the JVM itself refuses a cache that does not
 * fit and starts without it.
 */
public final class AotCache {
  private static final String TRAINING_APP = """
      var vumigo = require('vumigo_v02') || require('vumigo_v01');
      api.on_inbound_message = function (command) {
        api.request('kv.get', {key: 'training'}, function () {
          api.request('outbound.reply_to', {content: 'hello', in_reply_to: command.msg.message_id}, function () {
            api.done();
          });
        });
      };
      """;
  private static final int TRAINING_RUNS = 20;
  private static final int END_SECONDS = 120;

  private final SandboxSettings settings;

  public AotCache(SandboxSettings settings) {
    this.settings = settings;
  }

  /** The cache for this command; null if there is none. */
  @Nullable
  Path of(WorkerCommand command) {
    Path cache = file();
    return !command.compiling() && Files.isReadable(cache) ? cache : null;
  }

  /**
   * Runs a worker once to write the cache; it serves every module set. Takes some seconds of both cores.
   *
   * @throws WorkerException if the worker does not start or leaves no cache
   */
  public void train(String moduleSet) {
    Path partial = settings.cacheDirectory().resolve("worker.partial");
    try {
      Files.createDirectories(settings.cacheDirectory());
      Worker worker = Worker.start(new WorkerCommand(settings, moduleSet, false).training(partial),
          ProcessBuilder::start, _ -> {
            // The JVM tells how it writes the cache; whether it did is seen below.
          });
      worker.awaitReady();
      for (int run = 0; run < TRAINING_RUNS; run++) {
        runOnce(worker, moduleSet);
      }
      worker.close();
      if (!worker.awaitEnd(END_SECONDS, TimeUnit.SECONDS) || !Files.exists(partial)) {
        worker.kill();
        throw new WorkerException("the training run left no cache");
      }
      Files.move(partial, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new WorkerException("ahead-of-time cache: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkerException("training was interrupted");
    }
  }

  private Path file() {
    return settings.cacheDirectory().resolve("worker.aot");
  }

  private void runOnce(Worker worker, String moduleSet) throws InterruptedException {
    App app = new App("training", "training", "training.js", TRAINING_APP, moduleSet, Map.of(), Set.of(), false,
        Set.of());
    Caller caller = new Caller(new Tenant("training", false, 1, Set.of()), app, Silent.INSTANCE);
    Resources resources = new Resources(List.of(new Obliging("kv", "get"), new Obliging("outbound", "reply_to")),
        Silent.INSTANCE);
    WorkerRun run = new WorkerRun(caller, resources, new ObjectMapper(), Runnable::run);
    worker.begin(run, app,
        new Start(0, "", "on_inbound_message", "{\"msg\":{\"message_id\":\"1\"}}",
            new Budget(60_000, Long.MAX_VALUE, 100, 1 << 20, Limits.DEFAULT.stringLength(),
                Limits.DEFAULT.typedArrayLength())));
    try {
      run.ended().get(END_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      worker.kill();
      throw new WorkerException("a training run did not end: " + e);
    }
  }

  /** Says yes to everything. */
  private record Obliging(String name, String operation) implements Resource {
    @Override
    public Set<String> operations() {
      return Set.of(operation);
    }

    @Override
    public Reply handle(Caller caller, Command command) {
      return Reply.of("value", null);
    }
  }

  /** Nobody listens to a training run. */
  private enum Silent implements Run, AppLog {
    INSTANCE;

    @Override
    public @Nullable UserMessage inbound() {
      return null;
    }

    @Override
    public void send(UserMessage message) {
      // Not sent.
    }

    @Override
    public Stamp replyStamp() {
      return new Stamp("0", Instant.EPOCH);
    }

    @Override
    public Stamp sendStamp() {
      return replyStamp();
    }

    @Override
    public void inherit(UserMessage inbound) {
      // Nothing to inherit.
    }

    @Override
    public long remove(App app, Predicate<String> text) {
      return 0;
    }

    @Override
    public void append(App app, int level, String text) {
      // Not kept.
    }

    @Override
    public List<Line> tail(App app, int limit) {
      return List.of();
    }
  }
}
