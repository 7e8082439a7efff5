package io.jukwaa.server;

import io.jukwaa.server.settings.Settings;

/** Tells {@code logback.xml} what the settings say. Must come before the first logger of the process. */
public final class Logging {
  private Logging() {}

  public static void configure(Settings.Log log) {
    System.setProperty("jukwaa.log.level", log.level());
    System.setProperty("jukwaa.log.format", log.format());
  }
}
