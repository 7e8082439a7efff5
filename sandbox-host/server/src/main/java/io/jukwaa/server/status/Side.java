package io.jukwaa.server.status;

import java.util.Locale;

/** Whose trouble something is: who has to do something about it. */
public enum Side {
  /** The operator, or the way to it. */
  OPERATOR,
  /** This installation, its settings or the app. */
  US,
  /** It cannot be told from here. */
  UNKNOWN;

  /** As callers know it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
