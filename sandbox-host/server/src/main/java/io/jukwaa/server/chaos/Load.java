package io.jukwaa.server.chaos;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * People who send one message after another until they are stopped: a person's next goes out when the one before it is
 * answered, so that their order is known. Beside them operators report what became of a message. Thread-safe.
 */
final class Load implements AutoCloseable {
  private static final Duration THINKING = Duration.ofMillis(100);

  private final Gateway gateway;
  private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;

  /** @param each how many people phone, how many text, and about how many messages operators report */
  Load(Gateway gateway, int each) {
    this.gateway = gateway;
    for (int person = 0; person < each; person++) {
      String number = String.format("%04d", person);
      people.execute(() -> speak(ChaosDeployment.PHONES, "+27" + number));
      people.execute(() -> speak(ChaosDeployment.TEXTS, "+28" + number));
      people.execute(() -> speak(ChaosDeployment.REPORTS, "+29" + number));
    }
  }

  int count() {
    return sent.size();
  }

  /** Lets everybody finish what they began, and gives all that was sent. */
  List<Sent> stop() {
    stopped = true;
    people.shutdown();
    try {
      if (!people.awaitTermination(3, TimeUnit.MINUTES)) {
        throw new IllegalStateException("somebody still sends (expected: everybody has an answer or has given up)");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return List.copyOf(sent);
  }

  @Override
  public void close() {
    stopped = true;
    people.shutdownNow();
  }

  private void speak(String channel, String user) {
    try {
      for (int number = 0; !stopped; number++) {
        sent.add(gateway.send(channel, user, number));
        ChaosNode.pause(THINKING);
      }
    } catch (IllegalStateException e) {
      if (!stopped) {
        throw e;
      }
    }
  }
}
