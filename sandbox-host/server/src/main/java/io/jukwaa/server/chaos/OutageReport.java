package io.jukwaa.server.chaos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code ./jukwaa chaos outage} came to. */
public record OutageReport(List<Outage> outages) {
  public OutageReport {
    outages = List.copyOf(outages);
  }

  /** Whether nobody was left without the right answer and nothing piled up; {@link #isQuick} is about the speed. */
  public boolean isRight() {
    return outages.stream().allMatch(Outage::isRight);
  }

  /** Whether the host was as fast as before 5 s after each store was back. */
  public boolean isQuick() {
    return outages.stream().allMatch(Outage::isQuick);
  }

  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    outages.forEach(outage -> json.put(outage.store(), outage.json()));
    json.put("right", isRight());
    json.put("quick", isQuick());
    return json;
  }
}
