package io.jukwaa.server.chaos;

import io.jukwaa.server.chaos.Havoc.Kill;
import io.jukwaa.server.chaos.Havoc.Victim;
import io.jukwaa.server.chaos.History.Finding;
import io.jukwaa.server.chaos.History.Wrong;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a run came to.
 *
 * @param sent everything that was sent
 * @param failed ids of messages that the tenant's log says something about
 * @param findings what is wrong with them
 * @param departed what the operator of the copies has to say
 * @param kills in their order
 * @param seed makes the same kills in the same order
 */
public record ChaosReport(List<Sent> sent, Set<String> failed, List<Finding> findings,
    Map<String, Long> departed, List<Kill> kills,
    Map<String, Long> counts, long seed) {
  private static final Duration LONGEST_TO_ACCEPT = Duration.ofSeconds(5);
  private static final Duration LONGEST_TO_WORKERS = Duration.ofSeconds(10);
  private static final Set<Victim> HOSTS = EnumSet.of(Victim.NODE, Victim.STOPPED);
  private static final Set<Victim> WORKERS = EnumSet.of(Victim.NODE, Victim.STOPPED, Victim.WORKER);
  private static final Set<Victim> STORES = EnumSet.of(Victim.REDIS, Victim.CASSANDRA, Victim.DISK);
  private static final int SHOWN = 20;

  /** Whether nothing was lost, doubled, out of order or misheard; {@link #isQuick} says how quick hosts came back. */
  public boolean isRight() {
    return findings.isEmpty() && accepted() > 0;
  }

  /** Whether killed hosts accepted messages again within 5 s, and there was a worker again within 10 s. */
  public boolean isQuick() {
    return longest(HOSTS, Kill::ready).compareTo(LONGEST_TO_ACCEPT) <= 0
        && longest(WORKERS, Kill::worker).compareTo(LONGEST_TO_WORKERS) <= 0;
  }

  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sent", sent.size());
    json.put("accepted", accepted());
    json.put("sentAgain", sent.stream().mapToLong(one -> one.attempts() - 1L).sum());
    json.put("failuresRecorded", sent.stream().filter(one -> failed.contains(one.id())).count());
    for (Wrong wrong : Wrong.values()) {
      json.put(name(wrong), count(wrong));
    }
    json.putAll(departed);
    json.put("killed", counts);
    json.put("longestToAcceptMs", longest(HOSTS, Kill::ready).toMillis());
    json.put("longestToWorkerMs", longest(WORKERS, Kill::worker).toMillis());
    json.put("longestAfterStoreMs", longest(STORES, Kill::ready).toMillis());
    json.put("longestAfterHaltMs", longest(EnumSet.of(Victim.HALTED), Kill::ready).toMillis());
    json.put("seed", seed);
    json.put("right", isRight());
    json.put("quick", isQuick());
    return json;
  }

  /** The same for people, with the first findings. */
  public String summary() {
    StringBuilder text = new StringBuilder();
    json().forEach((name, value) -> text.append(String.format("%-20s %s%n", name, value)));
    findings.stream().limit(SHOWN).forEach(finding -> text
        .append(String.format("%s: %s %s%n", name(finding.wrong()), finding.sent(), finding.what())));
    return text.toString().stripTrailing();
  }

  private long accepted() {
    return sent.stream().filter(Sent::accepted).count();
  }

  private long count(Wrong wrong) {
    return findings.stream().filter(finding -> finding.wrong() == wrong).count();
  }

  private Duration longest(Set<Victim> victims, Function<Kill, Duration> time) {
    return kills.stream().filter(kill -> victims.contains(kill.victim())).map(time).max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private static String name(Wrong wrong) {
    return switch (wrong) {
      case LOST -> "lost";
      case DOUBLED -> "doubled";
      case OUT_OF_ORDER -> "outOfOrder";
      case MISHEARD -> "misheard";
    };
  }
}
