package io.jukwaa.server.hostile;

import io.jukwaa.confinement.Scheduling;
import io.jukwaa.server.Installation;
import io.jukwaa.server.bench.HostProcess;
import io.jukwaa.server.bench.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Starts a host as users run it and lets hostile tenants loose on it, while a good one holds conversations. */
public final class HostileSuite {
  private static final double GOOD_PER_SECOND = 20;

  private final Installation installation;
  private final Plan plan;
  private final Consumer<String> progress;
  private final List<String> wrong = new ArrayList<>();

  /**
   * @param folder holds the programs
   * @param attackers tenants that attack at once; each runs every program
   * @param rounds how often
   * @param warmUp of the good tenant's worker
   * @param cpuTime that a run of a hostile tenant may use
   * @param wallTime the same
   * @param mostOver how long after its limit of time a run may go on
   */
  public record Plan(Path folder, int attackers, int rounds, Duration warmUp, Duration cpuTime, Duration wallTime,
      Duration mostOver) {}

  public HostileSuite(Installation installation, Plan plan, Consumer<String> progress) {
    this.installation = installation;
    this.plan = plan;
    this.progress = progress;
  }

  /** @throws io.jukwaa.message.InvalidFieldException if the folder holds no programs */
  public HostileReport run() {
    List<Program> programs = Program.in(plan.folder());
    Scheduling.compileInBackground(); // whoever attacks would do so from another machine
    try (Workspace workspace = Workspace.open(installation); StubWeb stub = new StubWeb()) {
      HostileDeployment deployment = new HostileDeployment(programs, plan, stub.hosts(),
          stub.hostsFile(workspace));
      Path data = workspace.folder("data");
      try (HostProcess host = new HostProcess(installation, data, "serve", "--config",
          deployment.write(workspace).toString())) {
        return attack(host, new HostLog(data), workspace, programs, stub);
      }
    }
  }

  private HostileReport attack(HostProcess host, HostLog log, Workspace workspace, List<Program> programs,
      StubWeb stub) {
    check(new Attacker(0, host.port(), log, plan.mostOver()).isAnswered(HostileDeployment.SEED, "stored"),
        "the secrets were not stored");
    GoodTenant good = new GoodTenant(host.port(), workspace, GOOD_PER_SECOND, plan.warmUp());
    HostMemory memory = new HostMemory(host.tree(), programs.size() * plan.attackers() * plan.rounds());
    List<Verdict> verdicts = new ArrayList<>();
    List<Long> most;
    try (good; Sampler sampler = new Sampler(host.tree())) {
      verdicts.addAll(verdicts(host, log, programs, memory, good));
      most = List.of(sampler.most(), sampler.mostCompiling());
    }
    check(host.isAlive(), "the host is gone");
    check(host.printed("PWNED").isEmpty(), "a program printed on the host's output: " + host.printed("PWNED"));
    check(stub.forbidden().isEmpty(), "requests to a forbidden address: " + stub.forbidden());
    // Whatever was written before this message is in the store when it is answered.
    check(new Attacker(0, host.port(), log, plan.mostOver()).isAnswered(HostileDeployment.next(0), "here"),
        "a harmless message was not answered");
    check(log.traces().isEmpty(), "traces in the store: " + log.traces());
    if (good.wrong() > 0) {
      wrong.add("the good tenant heard: " + good.firstWrong());
    }
    List<String> notes = stub.isThere()
        ? List.of()
        : List.of("no stub of the web: port 80 may not be listened on here");
    return new HostileReport(verdicts, good.latencies(), good.wrong(), most,
        memory.samples(), wrong, notes, host.printed(""));
  }

  private List<Verdict> verdicts(HostProcess host, HostLog log, List<Program> programs, HostMemory memory,
      GoodTenant good) {
    List<Verdict> verdicts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(plan.attackers())) {
      List<Future<List<Verdict>>> all = new ArrayList<>();
      for (int attacker = 0; attacker < plan.attackers(); attacker++) {
        Attacker one = new Attacker(attacker, host.port(), log, plan.mostOver());
        all.add(threads.submit(() -> rounds(one, programs, memory, good)));
      }
      for (Future<List<Verdict>> one : all) {
        verdicts.addAll(one.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return verdicts;
  }

  private List<Verdict> rounds(Attacker attacker, List<Program> programs, HostMemory memory, GoodTenant good) {
    List<Verdict> verdicts = new ArrayList<>();
    for (int round = 0; round < plan.rounds(); round++) {
      for (Program program : programs) {
        Verdict verdict = attacker.run(program, good);
        progress.accept(verdict.row());
        verdicts.add(verdict);
        memory.ran();
      }
    }
    return verdicts;
  }

  private void check(boolean right, String otherwise) {
    if (!right) {
      wrong.add(otherwise);
    }
  }
}
