package io.jukwaa.server.people.lists;

import java.util.List;

/** Hears how an import comes along; called by its thread, in the order of the file. */
public interface ImportListener {
  /** So many lines are done. */
  void at(long lines);

  /** A line that nothing was taken from. */
  void refused(Refusal refusal);

  /** Whether to end before the next lines. */
  default boolean isStopped() {
    return false;
  }

  /**
   * @param line in the file, from 1
   * @param reason each column, its value and what was expected
   * @param cells as they are in the file
   */
  record Refusal(long line, String reason, List<String> cells) {
    public Refusal {
      cells = List.copyOf(cells);
    }
  }
}
