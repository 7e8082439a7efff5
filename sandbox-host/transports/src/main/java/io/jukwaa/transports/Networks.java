package io.jukwaa.transports;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mobile networks by the numbers ITU-T E.212 gives them: country code and network code, without a break. */
public final class Networks {
  /** Code → the name apps see as {@code provider}. */
  public static final Map<String, String> E212 = Map.ofEntries(Map.entry("62120", "Airtel"), Map.entry("62130", "MTN"),
      Map.entry("62150", "Glo"), Map.entry("62160", "9mobile"), Map.entry("63510", "MTN"),
      Map.entry("63902", "Safaricom"), Map.entry("63903", "Airtel"), Map.entry("63907", "Telkom"),
      Map.entry("64101", "Airtel"), Map.entry("64110", "MTN"));

  private Networks() {}

  /** The network's name; null if the code is missing or not known. */
  public static @Nullable String name(@Nullable String code) {
    return code == null ? null : E212.get(code);
  }
}
