package io.jukwaa.server.people.lists;

import org.jspecify.annotations.Nullable;

/**
 * What became of the lines of a file. {@code created + changed + unchanged + refused} is {@code lines}.
 *
 * @param lines that were read to their end, the header not among them
 * @param created contacts that were not there before
 * @param unchanged contacts that have it all already, or are left alone
 * @param refused lines from which nothing was taken
 * @param stopped why it ended before the file did; null if it did not. What stands behind the last line counted may be
 *     stored or not; the same import again does the rest
 */
public record ImportReport(long lines, long created, long changed, long unchanged, long refused,
    @Nullable String stopped) {
  static final ImportReport NOTHING = new ImportReport(0, 0, 0, 0, 0, null);

  /** What became of one line. */
  enum Outcome {
    CREATED, CHANGED, UNCHANGED, REFUSED
  }

  ImportReport plus(Outcome outcome) {
    return new ImportReport(lines + 1, created + (outcome == Outcome.CREATED ? 1 : 0),
        changed + (outcome == Outcome.CHANGED ? 1 : 0), unchanged + (outcome == Outcome.UNCHANGED ? 1 : 0),
        refused + (outcome == Outcome.REFUSED ? 1 : 0), stopped);
  }

  ImportReport stopped(String reason) {
    return new ImportReport(lines, created, changed, unchanged, refused, reason);
  }
}
