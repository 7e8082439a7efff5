package io.jukwaa.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.LoggerFactory;

/** Closes what was opened, the last first; one that fails does not keep the others open. Closes once. */
public final class Closing implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** Gives back what it is given, and remembers it. */
  public synchronized <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) {
      AutoCloseable resource = opened.pop();
      try {
        resource.close();
      } catch (Exception e) { // whatever it is, the rest must be closed
        LoggerFactory.getLogger(Closing.class).warn("not closed cleanly: {}", resource.getClass().getSimpleName(), e);
      }
    }
  }
}
