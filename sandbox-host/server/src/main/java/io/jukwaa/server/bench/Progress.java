package io.jukwaa.server.bench;

/** Is told, line by line, how far a measurement has come; people wait for minutes. */
public interface Progress {
  void say(String line);
}
