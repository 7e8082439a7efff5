package io.jukwaa.server.hostile;

import io.jukwaa.server.bench.Latencies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of an attack.
 *
 * @param good how fast the good tenant's messages were answered
 * @param goodWrong how many of them were not answered as they should be
 * @param mostResident the largest resident memory of any worker without the guest compiler, and with it, in bytes
 * @param hostResident that of the host before the attack and after each tenth of it, in bytes
 * @param wrong what was wrong beside single programs
 * @param notes what was not tried, and why
 * @param hostLog what the host printed
 */
public record HostileReport(List<Verdict> verdicts, Latencies good, long goodWrong, List<Long> mostResident,
    List<Long> hostResident, List<String> wrong, List<String> notes, List<String> hostLog) {
  private static final double MEBIBYTE = 1 << 20;

  public HostileReport {
    verdicts = List.copyOf(verdicts);
    mostResident = List.copyOf(mostResident);
    hostResident = List.copyOf(hostResident);
    wrong = List.copyOf(wrong);
    notes = List.copyOf(notes);
    hostLog = List.copyOf(hostLog);
  }

  /** Whether nothing got away with anything. */
  public boolean isRight() {
    return goodWrong == 0 && wrong.isEmpty() && verdicts.stream().allMatch(Verdict::isRight);
  }

  /** For people: what is wrong, and the figures. */
  public String summary() {
    List<Long> next = verdicts.stream().filter(Verdict::workerLost).map(Verdict::nextMillis).sorted().toList();
    StringBuilder text = new StringBuilder();
    notes.forEach(note -> text.append("note: ").append(note).append('\n'));
    wrong.forEach(line -> text.append("FAIL: ").append(line).append('\n'));
    text.append(String.format("%d programs, %d wrong; longest over a limit of time %d ms; workers lost %d%n",
        verdicts.size(), verdicts.stream().filter(verdict -> !verdict.isRight()).count(),
        verdicts.stream().mapToLong(Verdict::overMillis).max().orElse(0), next.size()));
    if (!next.isEmpty()) {
      text.append(String.format("next message after a lost worker: median %d ms, longest %d ms%n",
          next.get(next.size() / 2), next.getLast()));
    }
    return text.append(String.format(
        "good tenant: %d messages, %d wrong, p50 %.1f ms, p99 %.1f ms%n"
            + "resident: largest worker %.0f MiB, with the guest compiler %.0f MiB%n"
            + "host before and after each tenth: %s MiB",
        good.count(), goodWrong, good.percentile(0.5),
        good.percentile(0.99), mostResident.getFirst() / MEBIBYTE, mostResident.getLast() / MEBIBYTE,
        hostResident.stream().map(bytes -> String.format("%.0f", bytes / MEBIBYTE)).collect(Collectors.joining(" "))))
        .toString();
  }

  /** Everything as JSON. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ok", isRight());
    json.put("programs", verdicts.stream().map(Verdict::json).toList());
    json.put("good", Map.of("messages", good.count(), "wrong", goodWrong, "p50Ms", good.percentile(0.5), "p99Ms",
        good.percentile(0.99)));
    json.put("largestWorkerBytes", mostResident.getFirst());
    json.put("largestCompilingWorkerBytes", mostResident.getLast());
    json.put("hostBytes", hostResident);
    json.put("wrong", wrong);
    json.put("notes", notes);
    json.put("hostLog", hostLog);
    return json;
  }
}
