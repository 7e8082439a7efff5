package io.jukwaa.server.people.lists;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a file is imported.
 *
 * @param columns by a column's name or number where it goes, see {@link Target}; the others are guessed
 * @param group name or key of a static group for all; null for none
 * @param consent whether each of them has given consent to be written to, of which the file is the evidence
 * @param isTrial whether nothing is stored and all is counted as if it were
 */
public record ImportOptions(MergeMode mode, Map<String, String> columns, @Nullable String group, boolean consent,
    boolean isTrial) {
  public ImportOptions {
    columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }
}
