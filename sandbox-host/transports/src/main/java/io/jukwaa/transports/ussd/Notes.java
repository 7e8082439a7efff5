package io.jukwaa.transports.ussd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a session between two requests.
 *
 * @param birth tells this session from another with the same id; part of every message id
 * @param to the dialled code; null if it was never told
 * @param text the input of the last request, as it came
 * @param steps accumulated input: the lengths of {@code text} at each request, -1 for ones we lost; else the number of
 * requests, in {@code steps.size()}
 * @param shown the gateway took our last screen
 * @param ended by our last screen or by the gateway
 */
record Notes(String birth, @Nullable String to, String text, List<Integer> steps, boolean shown, boolean ended) {
  Notes {
    steps = List.copyOf(steps);
  }

  Notes withTo(@Nullable String dialled) {
    return new Notes(birth, dialled, text, steps, shown, ended);
  }

  Notes with(boolean nowShown, boolean nowEnded) {
    return new Notes(birth, to, text, steps, nowShown, nowEnded);
  }

  /** The same session one request later. */
  Notes then(String input, List<Integer> now) {
    return new Notes(birth, to, input, now, false, false);
  }

  static List<Integer> plus(List<Integer> steps, int step) {
    List<Integer> more = new ArrayList<>(steps);
    more.add(step);
    return more;
  }

  Map<String, String> state() {
    Map<String, String> state = new LinkedHashMap<>();
    state.put("birth", birth);
    state.put("text", text);
    state.put("steps", String.join(" ", steps.stream().map(String::valueOf).toList()));
    state.put("flags", (shown ? "shown " : "") + (ended ? "ended" : ""));
    if (to != null) {
      state.put("to", to);
    }
    return state;
  }

  static Notes of(Map<String, String> state) {
    String steps = state.getOrDefault("steps", "");
    String flags = state.getOrDefault("flags", "");
    return new Notes(state.getOrDefault("birth", ""), state.get("to"), state.getOrDefault("text", ""),
        steps.isEmpty() ? List.of() : Arrays.stream(steps.split(" ")).map(Integer::valueOf).toList(),
        flags.contains("shown"), flags.contains("ended"));
  }
}
