package io.jukwaa.server.bench;

import io.jukwaa.local.KannelProcess;
import io.jukwaa.server.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ./jukwaa bench smpp}: how fast messages leave over SMPP and texts come in, all of them stored, beside Kannel with
 * its store on the disk; one after the other, in turns. The message centre is a stub on the same machine, which answers at
 * once; one connection, and so many PDUs unanswered.
 */
public final class SmppBench {
  static final int WINDOW = 100;
  private static final double OUT = 5_000;
  private static final double IN = 3_000;

  /**
   * What is done.
   *
   * @param messages that wait when the connection is made, and leave
   * @param texts that come in after that
   * @param rounds of each side
   * @param caps PDUs a second that the channel may send, each measured alone; of us only
   * @param capped how long each of them
   */
  public record Plan(int messages, int texts, int rounds, List<Integer> caps, Duration capped) {
    public Plan {
      caps = List.copyOf(caps);
    }
  }

  /**
   * What one round of a side showed.
   *
   * @param out messages a second that left
   * @param in texts a second that were answered
   */
  record Round(double out, double in) {}

  /** One of those that are compared. */
  interface Contender {
    String name();

    /** @throws BenchException if something did not leave, or was not taken */
    Round round(Plan plan) throws IOException;
  }

  private final Installation installation;
  private final Plan plan;
  private final Progress progress;

  public SmppBench(Installation installation, Plan plan, Progress progress) {
    this.installation = installation;
    this.plan = plan;
    this.progress = progress;
  }

  /** @throws BenchException if a side does not start or loses something */
  public Map<String, Object> run() {
    Map<String, List<Round>> rounds = new LinkedHashMap<>();
    try (Workspace workspace = Workspace.open(installation)) {
      progress.say(Machine.description(workspace));
      SmppJukwaa jukwaa = new SmppJukwaa(installation, workspace);
      List<Contender> sides = new ArrayList<>(List.of(jukwaa));
      if (KannelProcess.isInstalled()) {
        sides.add(new SmppKannel(workspace));
      } else {
        progress.say("no Kannel to compare with (expected: bearerbox and smsbox; Debian: apt-get install kannel)");
      }
      for (int round = 0; round < plan.rounds(); round++) {
        for (Contender side : sides) {
          Round shown = side.round(plan);
          rounds.computeIfAbsent(side.name(), _ -> new ArrayList<>()).add(shown);
          progress.say(side.name() + ": " + Math.round(shown.out()) + " left a second, " + Math.round(shown.in())
              + " came in a second");
        }
      }
      Map<String, Object> report = report(rounds);
      Goals goals = new Goals();
      goals.atLeast("messages that leave a second", OUT, median(rounds.getOrDefault(SmppJukwaa.NAME, List.of()), true));
      goals.atLeast("texts that come in a second", IN, median(rounds.getOrDefault(SmppJukwaa.NAME, List.of()), false));
      for (int cap : plan.caps()) {
        Timeline times = jukwaa.held(cap, plan.capped());
        report.put("cap" + cap, times.held(cap));
        goals.held(cap, times);
        progress.say("cap " + cap + ": " + report.get("cap" + cap));
      }
      report.put("missed", goals.missed());
      return report;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> report(Map<String, List<Round>> rounds) {
    Map<String, Object> report = new LinkedHashMap<>();
    rounds.forEach((name, all) -> report.put(name, Map.of("out", Math.round(median(all, true)), "in",
        Math.round(median(all, false)), "rounds", all.size())));
    List<Round> ours = rounds.getOrDefault(SmppJukwaa.NAME, List.of());
    List<Round> theirs = rounds.getOrDefault(SmppKannel.NAME, List.of());
    if (!theirs.isEmpty()) {
      report.put("outToKannel", ratio(median(ours, true) / median(theirs, true)));
      report.put("inToKannel", ratio(median(ours, false) / median(theirs, false)));
    }
    return report;
  }

  private static double median(List<Round> rounds, boolean out) {
    return Medians.of(rounds, round -> out ? round.out() : round.in());
  }

  private static double ratio(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
