package io.jukwaa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Fields;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of runs, apps and other tenants when a worker is lost. */
@Timeout(120)
class LostWorkersTest extends FakeWorkersFixture {
  private static void loseWorker(Sandbox sandbox, String app) {
    Outcome outcome = sandbox.run(new Caller(new Tenant("hostile", false, 1, Set.of()),
        app(app, "hostile", "fail and be replaced"), NoMessages.INSTANCE), Delivery.message(Fields.EMPTY));
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
  }

  /** The worker that was lost took the run with it, which was tried again in the spare and cost that one too. */
  @Test
  void keepsOneMoreSpareAfterALoss() {
    Sandbox sandbox = open(installation.settings(1, LONG, 1_000));
    sandbox.awaitSpare("any");
    assertThat(run(sandbox, "tenant", "garbage")).isInstanceOf(Outcome.Lost.class);
    Awaitility.waitAtMost(Duration.ofMinutes(1)).until(() -> sandbox.workerProcesses().size() == 2);
  }

  /** For a host's only worker everybody waits; beside another nobody does who has that one. */
  @Test
  void startsAWorkerBehindOthersOnlyIfThereAreAny() throws Exception {
    Sandbox sandbox = ordinary();
    long first = process(sandbox, "first");
    assertThat(commandOf(first)).endsWith("beside");
    long second = process(sandbox, "second");
    assertThat(commandOf(second)).endsWith("behind");
    run(sandbox, "first", "exit");
    run(sandbox, "second", "exit");
    awaitEnd(first);
    awaitEnd(second);
    assertThat(commandOf(process(sandbox, "third"))).endsWith("beside");
  }

  private static String[] commandOf(long process) {
    return ProcessHandle.of(process).orElseThrow().info().arguments().orElseThrow();
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
  void losesARunWhoseWorkerCannotStart() throws Exception {
    java.nio.file.Files.delete(folder.resolve("worker/lib/fake.jar"));
    assertThat(run(ordinary(), "tenant", "fail")).isInstanceOf(Outcome.Lost.class);
  }
}
