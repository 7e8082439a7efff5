package io.jukwaa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.confinement.Scheduling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Which worker a run gets, and what becomes of workers that do not do as they should. */
@Timeout(120)
class SandboxTest extends FakeWorkersFixture {
  private static final int POLICY_FIELD = 38;
  private static final String ORDINARY = "0";
  private static final String WHEN_IDLE = "5";

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

  @Test
  void endsAWorkerThatDoesNotStopARun() throws Exception {
    Sandbox sandbox = ordinary();
    long process = process(sandbox, "tenant");
    assertThat(run(sandbox, "tenant", "be deaf", 300)).isInstanceOfSatisfying(Outcome.Killed.class,
        killed -> assertThat(killed.limit()).matches("wall milliseconds: \\d+ \\(limit: 300\\)"));
    awaitEnd(process);
  }

  @Test
  void refusesMoreOfAKindThanTheTenantMay() {
    assertThat(run(ordinary(), "tenant", "log ten lines")).isInstanceOf(Outcome.Failed.class);
    assertThat(log.lines).filteredOn(line -> line.startsWith("unknown command")).hasSize(5);
    assertThat(log.lines).filteredOn(line -> line.startsWith("log lines")).containsExactly("log lines: 6 (limit: 5)");
  }

  @Test
  void refusesACommandThatIsNoObject() {
    assertThat(run(ordinary(), "tenant", "not json")).isInstanceOf(Outcome.Failed.class);
    assertThat(log.lines).containsExactly("unknown command: log.info");
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
}
