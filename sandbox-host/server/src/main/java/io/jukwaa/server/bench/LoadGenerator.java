package io.jukwaa.server.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Many users over kept-alive connections, on the calling thread: it shares the machine with the host it measures, so it
 * does as little as it can. Not thread-safe.
 *
 * <p>{@link #saturate} keeps every connection busy (closed loop). {@link #pace} sends at a rate that does not wait for
 * answers (open loop): a message counts from when it was due, also when no connection was free then.
 */
public final class LoadGenerator implements AutoCloseable {
  private static final long TICK_MILLISECONDS = 1;
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** @param wrong messages answered with something else than the screen expected */
  public record Result(long wrong, double seconds, Latencies latencies) {
    /** Messages answered a second. */
    double perSecond() {
      return latencies.count() / seconds;
    }
  }

  private final Selector selector;
  private final List<LoadConnection> connections = new ArrayList<>();
  private final Deque<LoadConnection> idle = new ArrayDeque<>();
  private long[] latencies = new long[1 << 12];
  private int limit;
  private int messages;
  private long wrong;
  private long heard;
  private @Nullable String firstWrong;

  /** @param speakers dealt out to the connections like cards; at least one for each */
  public LoadGenerator(int port, int count, List<Speaker> speakers) {
    try {
      selector = Selector.open();
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      for (int number = 0; number < count; number++) {
        List<Speaker> own = new ArrayList<>();
        for (int speaker = number; speaker < speakers.size(); speaker += count) {
          own.add(speakers.get(speaker));
        }
        connections.add(new LoadConnection(address, selector, own));
      }
      idle.addAll(connections);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As many messages as the host handles on so many of the connections. */
  public Result saturate(Duration time, int atOnce) {
    limit = Math.min(atOnce, connections.size());
    return run(time, 0);
  }

  /** A single message. */
  Result once() {
    return saturate(Duration.ofMillis(1), 1);
  }

  /** So many messages a second, whatever the host does. */
  public Result pace(Duration time, double perSecond) {
    limit = connections.size();
    return run(time, (long) (TimeUnit.SECONDS.toNanos(1) / perSecond));
  }

  /** The first response that was not the one expected, for people; null if all were. */
  @Nullable
  public String firstWrong() {
    return firstWrong;
  }

  @Override
  public void close() {
    try {
      for (LoadConnection connection : connections) {
        connection.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** @param gap nanoseconds between two messages; 0 sends whenever a connection is free */
  private Result run(Duration time, long gap) {
    messages = 0;
    wrong = 0;
    long start = System.nanoTime();
    heard = start;
    long end = start + time.toNanos();
    try {
      long due = start;
      while (System.nanoTime() - end < 0 || idle.size() < connections.size()) {
        due = sendDue(due, gap, end);
        selector.select(key -> receive((LoadConnection) key.attachment()), TICK_MILLISECONDS);
        checkAlive();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Result(wrong, seconds, new Latencies(latencies, messages));
  }

  /** Sends what is due on the connections that are free, and says when the next message is. */
  private long sendDue(long first, long gap, long end) throws IOException {
    long due = first;
    long now = System.nanoTime();
    while (idle.size() > connections.size() - limit && due - now <= 0 && due - end < 0 && now - end < 0) {
      idle.removeFirst().send(gap == 0 ? now : due);
      due += gap;
    }
    return due;
  }

  private void receive(LoadConnection connection) {
    try {
      if (!connection.receive()) {
        return;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    heard = System.nanoTime();
    if (messages == latencies.length) {
      latencies = Arrays.copyOf(latencies, messages * 2);
    }
    latencies[messages++] = TimeUnit.NANOSECONDS.toMicros(heard - connection.since());
    if (!connection.accept()) {
      wrong++;
      firstWrong = firstWrong == null ? connection.wrong() : firstWrong;
    }
    idle.addLast(connection);
  }

  private void checkAlive() {
    if (idle.size() < connections.size() && System.nanoTime() - heard > SILENCE_NANOS) {
      throw new BenchException("the host has not answered for a minute (expected: an answer to every message)");
    }
  }
}
