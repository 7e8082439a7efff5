package io.jukwaa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Fields;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Limits;
import io.jukwaa.resource.Run;
import io.jukwaa.resource.Tenant;
import io.jukwaa.store.AppLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Sandboxes whose workers do what the source of the app says: {@code io.jukwaa.worker.Main} of these tests. */
abstract class FakeWorkersFixture {
  static final Duration LONG = Duration.ofMinutes(1);

  @TempDir
  Path folder;
  final Log log = new Log();
  private final List<Sandbox> opened = new ArrayList<>();
  FakeInstallation installation;

  @BeforeEach
  void install() throws IOException {
    installation = FakeInstallation.in(folder);
  }

  @AfterEach
  void close() throws Exception {
    for (Sandbox sandbox : opened) {
      List<ProcessHandle> workers = sandbox.workerProcesses().stream().flatMap(pid -> ProcessHandle.of(pid).stream())
          .toList();
      sandbox.close();
      assertThat(workers).noneMatch(ProcessHandle::isAlive);
    }
  }

  Sandbox open(SandboxSettings settings) {
    Sandbox sandbox = new Sandbox(settings, new Resources(List.of(), log), () -> "0".repeat(32));
    opened.add(sandbox);
    return sandbox;
  }

  Sandbox ordinary() {
    return open(installation.settings(0, LONG, 1_000));
  }

  static Outcome run(Sandbox sandbox, String tenant, String word) {
    return run(sandbox, tenant, word, 60_000);
  }

  static Outcome run(Sandbox sandbox, String tenant, String word, long wallMillis) {
    Limits limits = new Limits(wallMillis, 1_000, 1 << 20, 10, 1 << 20, 5, 5, 5, 5, 5, 5, 5, 1 << 20, 1 << 20);
    return sandbox.run(new Caller(new Tenant(tenant, false, 1, Set.of(), limits, 0), app(tenant, word),
        NoMessages.INSTANCE), Delivery.message(Fields.EMPTY));
  }

  static App app(String tenant, String word) {
    return app("app of " + tenant, tenant, word);
  }

  static App app(String key, String tenant, String word) {
    return new App(key, tenant, "app.js", word, "any", Map.of(), Set.of(), false, Set.of());
  }

  /** The process the tenant's run was in. */
  static long process(Sandbox sandbox, String tenant) {
    Outcome outcome = run(sandbox, tenant, "fail");
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return Long.parseLong(((Outcome.Failed) outcome).message());
  }

  static boolean isAlive(long process) {
    return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }

  static void awaitEnd(long process) throws Exception {
    ProcessHandle.of(process).map(ProcessHandle::onExit).orElse(CompletableFuture.completedFuture(null))
        .get(60, TimeUnit.SECONDS);
  }

  static final class Log implements AppLog {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void append(App app, int level, String text) {
      lines.add(text);
    }

    @Override
    public long remove(App app, Predicate<String> text) {
      return 0;
    }

    @Override
    public List<Line> tail(App app, int limit) {
      return List.of();
    }
  }

  enum NoMessages implements Run {
    INSTANCE;

    @Override
    public @Nullable UserMessage inbound() {
      return null;
    }

    @Override
    public void send(UserMessage message) {
      throw new AssertionError("nothing sends here");
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
      throw new AssertionError("nothing is inherited here");
    }
  }
}
