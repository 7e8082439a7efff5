package io.jukwaa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.confinement.Scheduling;
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
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which worker a run gets, and what becomes of workers that do not do as they should. */
@Timeout(120)
class SandboxTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int POLICY_FIELD = 38;
  private static final String ORDINARY = "0";
  private static final String WHEN_IDLE = "5";

  @TempDir
  private Path folder;
  private final Log log = new Log();
  private final List<Sandbox> opened = new ArrayList<>();
  private FakeInstallation installation;

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

  private Sandbox open(SandboxSettings settings) {
    Sandbox sandbox = new Sandbox(settings, new Resources(List.of(), log), () -> "0".repeat(32));
    opened.add(sandbox);
    return sandbox;
  }

  private Sandbox ordinary() {
    return open(installation.settings(0, LONG, 1_000));
  }

  private static Outcome run(Sandbox sandbox, String tenant, String word) {
    return run(sandbox, tenant, word, 60_000);
  }

  private static Outcome run(Sandbox sandbox, String tenant, String word, long wallMillis) {
    Limits limits = new Limits(wallMillis, 1_000, 1 << 20, 10, 1 << 20, 5, 5, 5, 5, 5, 5, 5, 1 << 20, 1 << 20);
    return sandbox.run(new Caller(new Tenant(tenant, false, 1, Set.of(), limits, 0), app(tenant, word),
        NoMessages.INSTANCE), Delivery.message(Fields.EMPTY));
  }

  private static App app(String tenant, String word) {
    return app("app of " + tenant, tenant, word);
  }

  private static App app(String key, String tenant, String word) {
    return new App(key, tenant, "app.js", word, "any", Map.of(), Set.of(), false, Set.of());
  }

  private static void loseWorker(Sandbox sandbox, String app) {
    Outcome outcome = sandbox.run(new Caller(new Tenant("hostile", false, 1, Set.of()),
        app(app, "hostile", "fail and be replaced"), NoMessages.INSTANCE), Delivery.message(Fields.EMPTY));
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
  }

  /** The process the tenant's run was in. */
  private static long process(Sandbox sandbox, String tenant) {
    Outcome outcome = run(sandbox, tenant, "fail");
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return Long.parseLong(((Outcome.Failed) outcome).message());
  }

  private static boolean isAlive(long process) {
    return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }

  private static void awaitEnd(long process) throws Exception {
    ProcessHandle.of(process).map(ProcessHandle::onExit).orElse(CompletableFuture.completedFuture(null))
        .get(60, TimeUnit.SECONDS);
  }

  @Test
  void bindsASpareToOneTenantForEver() {
    Sandbox sandbox = open(installation.settings(1, LONG, 1_000));
    sandbox.awaitSpare("any");
    List<Long> spare = sandbox.workerProcesses();
    long first = process(sandbox, "first");
    assertThat(spare).containsExactly(first);
    long second = process(sandbox, "second");
    assertThat(second).isNotEqualTo(first);
    assertThat(List.of(process(sandbox, "first"), process(sandbox, "second"))).containsExactly(first, second);
  }

  /** The worker that was lost took the run with it, which was tried again in the spare and cost that one too. */
  @Test
  void keepsOneMoreSpareAfterALoss() {
    Sandbox sandbox = open(installation.settings(1, LONG, 1_000));
    sandbox.awaitSpare("any");
    assertThat(run(sandbox, "tenant", "garbage")).isInstanceOf(Outcome.Lost.class);
    Awaitility.waitAtMost(Duration.ofMinutes(1)).until(() -> sandbox.workerProcesses().size() == 2);
  }

  @Test
  void startsAWorkerWithoutSpares() {
    Sandbox sandbox = ordinary();
    long process = process(sandbox, "tenant");
    assertThat(sandbox.workerProcesses()).containsExactly(process);
  }

  @Test
  void replacesAWorkerAfterSoManyRuns() throws Exception {
    Sandbox sandbox = open(installation.settings(0, LONG, 2));
    long first = process(sandbox, "tenant");
    assertThat(process(sandbox, "tenant")).isEqualTo(first);
    while (isAlive(first)) {
      process(sandbox, "tenant");
    }
    assertThat(process(sandbox, "tenant")).isNotEqualTo(first);
  }

  @Test
  void replacesAWorkerThatAsksForIt() throws Exception {
    Sandbox sandbox = ordinary();
    String message = ((Outcome.Failed) run(sandbox, "tenant", "fail and be replaced")).message();
    assertThat(message).endsWith("; its worker was replaced");
    long first = Long.parseLong(message.substring(0, message.indexOf(';')));
    awaitEnd(first);
    assertThat(process(sandbox, "tenant")).isNotEqualTo(first);
  }

  @Test
  void endsAWorkerNobodyUses() throws Exception {
    Sandbox sandbox = open(installation.settings(0, Duration.ofMillis(1), 1_000));
    long idle = process(sandbox, "tenant");
    awaitEnd(idle);
    assertThat(process(sandbox, "tenant")).isNotEqualTo(idle);
  }

  @Test
  void stopsARunAtItsWallTimeAndKeepsItsWorker() {
    Sandbox sandbox = open(installation.settings(0, LONG, 1_000));
    long process = process(sandbox, "tenant");
    assertThat(run(sandbox, "tenant", "wait", 500)).isInstanceOfSatisfying(Outcome.Stopped.class,
        stopped -> assertThat(stopped.limit()).matches("wall milliseconds: \\d+ \\(limit: 500\\)"));
    assertThat(process(sandbox, "tenant")).isEqualTo(process);
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "oversize", "negative", "half a frame", "end of another run",
      "request of another run", "order about", "exit"})
  void killsAWorkerThatBreaksTheProtocolAndLosesItsRuns(String word) throws Exception {
    Sandbox sandbox = ordinary();
    long process = process(sandbox, "tenant");
    assertThat(run(sandbox, "tenant", word)).isInstanceOf(Outcome.Lost.class);
    awaitEnd(process);
    assertThat(log.lines).isEmpty();
    assertThat(process(sandbox, "tenant")).isNotEqualTo(process);
  }

  @Test
  void runsOnceMoreWhatWasLostWithItsWorker() throws Exception {
    Sandbox sandbox = ordinary();
    long process = process(sandbox, "tenant");
    CompletableFuture<Outcome> innocent = CompletableFuture
        .supplyAsync(() -> run(sandbox, "tenant", "wait in " + process));
    assertThat(run(sandbox, "tenant", "exit in " + process)).isInstanceOf(Outcome.Failed.class);
    awaitEnd(process);
    assertThat(innocent.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void runsNothingAgainThatAloneFilledTheHeap() {
    assertThat(run(ordinary(), "tenant", "fill the heap")).isInstanceOfSatisfying(Outcome.Killed.class,
        killed -> assertThat(killed.limit()).isEqualTo("the heap of its worker was full"));
  }

  @Test
  void runsOnceMoreWhatWasThereWhenTheHeapWasFull() throws Exception {
    Sandbox sandbox = ordinary();
    long process = process(sandbox, "tenant");
    CompletableFuture<Outcome> innocent = CompletableFuture
        .supplyAsync(() -> run(sandbox, "tenant", "wait in " + process));
    Awaitility.waitAtMost(Duration.ofMinutes(1)).until(() -> !log.lines.isEmpty());
    assertThat(run(sandbox, "tenant", "fill the heap in " + process)).isInstanceOf(Outcome.Failed.class);
    assertThat(innocent.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void refusesAWorkerThatTheOperatingSystemDoesNotHold() {
    Sandbox sandbox = open(installation.requiringWalls());
    assertThat(run(sandbox, "tenant", "fail")).isInstanceOf(Outcome.Lost.class);
    assertThatThrownBy(() -> sandbox.probe("any")).isInstanceOf(WorkerException.class)
        .hasMessageStartingWith("sandbox.os-isolation: required (expected: a machine that has no-new-privileges,");
  }

  @Test
  void letsABlankWorkerRehearseWhenNoRunIsInProgressAnyMore() {
    Sandbox sandbox = open(installation.settings(1, LONG, 1_000));
    CompletableFuture<Outcome> busy = CompletableFuture
        .supplyAsync(() -> run(sandbox, "busy", "say so and wait", 6_000));
    Awaitility.await().atMost(LONG).until(() -> !log.lines.isEmpty());
    sandbox.awaitSpare(FakeInstallation.LEAVES_INSTEAD_OF_REHEARSING);
    ProcessHandle spare = sandbox.workerProcesses().stream().flatMap(pid -> ProcessHandle.of(pid).stream())
        .filter(
            worker -> worker.info().commandLine().orElse("").contains(FakeInstallation.LEAVES_INSTEAD_OF_REHEARSING))
        .findFirst().orElseThrow();
    busy.join();
    assertThat(spare.isAlive()).isTrue();
    Awaitility.await().atMost(LONG).until(() -> !spare.isAlive());
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void letsASlowThreadOfAWorkerComeLast() {
    Sandbox sandbox = ordinary();
    assertThat(run(sandbox, "tenant", "be slow")).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(
        schedulingClass(sandbox.workerProcesses().getFirst(), failed.message())).isEqualTo(WHEN_IDLE));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void letsNoWorkerSlowDownAThreadThatIsNotItsOwn() {
    Sandbox sandbox = ordinary();
    String ours = Integer.toString(Scheduling.thread());
    run(sandbox, "tenant", "slow in " + ours);
    assertThat(schedulingClass(ProcessHandle.current().pid(), ours)).isEqualTo(ORDINARY);
  }

  /** As {@code proc_pid_stat(5)} shows it. */
  private static String schedulingClass(long process, String thread) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process + "/task/" + thread + "/stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[POLICY_FIELD];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "fail and be replaced", "fill the heap"})
  void pausesAnAppWhoseRunsCostTheirWorkers(String word) {
    Sandbox sandbox = ordinary();
    for (int loss = 0; loss < 3; loss++) {
      assertThat(run(sandbox, "tenant", word)).isNotInstanceOf(Outcome.NotRun.class);
    }
    assertThat(log.lines).containsExactly("app not run for 5 s: 3 workers lost within 10 minutes");
    assertThat(run(sandbox, "tenant", "fail")).isInstanceOfSatisfying(Outcome.NotRun.class,
        not -> assertThat(not.reason()).startsWith("not run for another "));
    assertThat(run(sandbox, "other", "fail")).isInstanceOf(Outcome.Failed.class);
  }

  /** Somebody else ends it, the kernel that has no memory left for example. */
  @Test
  void countsAWorkerOnceHoweverManyRunsWereInIt() {
    Sandbox sandbox = ordinary();
    try (var executor = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Outcome>> outcomes = java.util.stream.IntStream.range(0, 6).mapToObj(
          _ -> CompletableFuture.supplyAsync(() -> run(sandbox, "tenant", "say so and wait"), executor)).toList();
      Awaitility.waitAtMost(Duration.ofMinutes(1)).until(() -> log.lines.size() == outcomes.size());
      Awaitility.waitAtMost(Duration.ofMinutes(1)).until(() -> {
        sandbox.workerProcesses().forEach(worker -> ProcessHandle.of(worker).ifPresent(ProcessHandle::destroyForcibly));
        return outcomes.stream().allMatch(CompletableFuture::isDone);
      });
    }
    assertThat(log.lines).noneMatch(line -> line.startsWith("app not run"));
  }

  @Test
  void endsAWorkerThatDoesNotStopARun() throws Exception {
    Sandbox sandbox = ordinary();
    long process = process(sandbox, "tenant");
    assertThat(run(sandbox, "tenant", "be deaf", 300)).isInstanceOfSatisfying(Outcome.Killed.class,
        killed -> assertThat(killed.limit()).matches("wall milliseconds: \\d+ \\(limit: 300\\)"));
    awaitEnd(process);
  }

  @Test
  void keepsTheLastSpareForThoseWhoLoseNoWorkers() {
    Sandbox sandbox = open(installation.settings(1, LONG, 1_000));
    for (int loss = 0; loss < 3; loss++) {
      loseWorker(sandbox, "app " + loss);
    }
    Awaitility.waitAtMost(Duration.ofMinutes(1)).until(() -> sandbox.workerProcesses().size() == 2);
    List<Long> spares = sandbox.workerProcesses();
    loseWorker(sandbox, "app 3");
    loseWorker(sandbox, "app 4");
    assertThat(spares).contains(process(sandbox, "innocent"));
  }

  @Test
  void refusesMoreOfAKindThanTheTenantMay() {
    assertThat(run(ordinary(), "tenant", "log ten lines")).isInstanceOf(Outcome.Failed.class);
    assertThat(log.lines).filteredOn(line -> line.startsWith("unknown command")).hasSize(5);
    assertThat(log.lines).filteredOn(line -> line.startsWith("log lines")).containsExactly("log lines: 6 (limit: 5)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"end twice", "speak after the end"})
  void killsAWorkerThatSpeaksForARunThatIsOver(String word) throws Exception {
    Sandbox sandbox = ordinary();
    Outcome outcome = run(sandbox, "tenant", word);
    awaitEnd(Long.parseLong(((Outcome.Failed) outcome).message()));
    assertThat(log.lines).isEmpty();
  }

  @Test
  void leavesOtherTenantsAloneWhenAWorkerIsKilled() {
    Sandbox sandbox = ordinary();
    long other = process(sandbox, "other");
    assertThat(run(sandbox, "hostile", "garbage")).isInstanceOf(Outcome.Lost.class);
    assertThat(isAlive(other)).isTrue();
    assertThat(process(sandbox, "other")).isEqualTo(other);
  }

  @Test
  void refusesACommandThatIsNoObject() {
    assertThat(run(ordinary(), "tenant", "not json")).isInstanceOf(Outcome.Failed.class);
    assertThat(log.lines).containsExactly("unknown command: log.info");
  }

  @Test
  void losesARunWhoseWorkerCannotStart() throws Exception {
    java.nio.file.Files.delete(folder.resolve("worker/lib/fake.jar"));
    assertThat(run(ordinary(), "tenant", "fail")).isInstanceOf(Outcome.Lost.class);
  }

  @Test
  void survivesManyRunsAtTheSameTimeWhileWorkersAreReplaced() {
    Sandbox sandbox = open(installation.settings(0, LONG, 50));
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    try (var executor = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 400; i++) {
        outcomes.add(CompletableFuture.supplyAsync(() -> run(sandbox, "tenant", "fail"), executor));
      }
    }
    assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.join()).isInstanceOf(Outcome.Failed.class));
  }

  static final class Log implements AppLog {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void append(App app, int level, String text) {
      lines.add(text);
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
