package io.jukwaa.server.command;

import io.jukwaa.stores.copy.StoreCopy;
import java.io.Console;
import java.util.concurrent.TimeUnit;

/** Shows whoever watches how far something is: one line that moves on a terminal, else a line now and then. */
final class ProgressBar implements StoreCopy.Progress, AutoCloseable {
  private static final int WIDTH = 30;
  private static final long TERMINAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LINES_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Foreground foreground;
  private final boolean terminal = isTerminal();
  private String doing = "";
  private long shown;
  private boolean open;

  ProgressBar(Foreground foreground) {
    this.foreground = foreground;
  }

  @Override
  public void at(String now, long done, long all) {
    long time = System.nanoTime();
    boolean other = !now.equals(doing);
    if (other || done >= all || time - shown >= (terminal ? TERMINAL_NANOS : LINES_NANOS)) {
      show(now, done, all, other);
      shown = time;
    }
  }

  /** Ends the line that moves. */
  @Override
  public void close() {
    if (open) {
      foreground.note("");
    }
  }

  @SuppressWarnings("SystemConsoleNull") // as it is from Java 25 on where there is no terminal, and was before 22
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private void show(String now, long done, long all, boolean other) {
    int full = all == 0 ? WIDTH : (int) (Math.min(done, all) * WIDTH / all);
    String line = String.format("%-32s [%s%s] %,d of %,d", now, "#".repeat(full), "-".repeat(WIDTH - full), done, all);
    if (terminal) {
      foreground.redraw((open && other ? "\n" : "\r") + line + "\u001b[K");
      open = true;
    } else if (done > 0 || all == 0) {
      foreground.note(line);
    }
    doing = now;
  }
}
