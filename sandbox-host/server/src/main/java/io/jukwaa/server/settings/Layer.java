package io.jukwaa.server.settings;

/** Where a value came from; a later one overrides an earlier one. */
public enum Layer {
  DEFAULT, FILE, ENVIRONMENT, OPTION
}
