package io.jukwaa.server.chaos;

import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.bench.StubOperator;
import io.jukwaa.server.bench.StubOperator.Taken;
import io.jukwaa.server.chaos.History.Finding;
import io.jukwaa.server.chaos.History.Wrong;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.store.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The operator of the copies: takes every message and reports its delivery to a host, now before and now after it has
 * answered. Says what did not leave, and how often something left twice: a host that is killed with the answer unread
 * cannot know. Thread-safe.
 */
final class Departed implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final Map<String, AtomicLong> timesTaken = new ConcurrentHashMap<>();
  private final ExecutorService reports = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong reported = new AtomicLong();
  private boolean isEmpty;

  Departed(StubOperator operator, Gateway gateway) {
    operator.tell(taken -> take(taken, gateway));
  }

  /** Waits until nothing waits to leave or to be told, or no longer than this. */
  void awaitEnd(Outbox outbox, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (outbox.channels().contains(ChaosDeployment.COPIES) && System.nanoTime() < end) {
      ChaosNode.pause(BETWEEN_LOOKS);
    }
    isEmpty = outbox.channels().isEmpty();
  }

  /** What the log says was sent and the operator never had, and what the app was not told. */
  List<Finding> findings(MessageLog log, App app, List<Sent> sent) {
    List<Finding> findings = new ArrayList<>();
    List<UserMessage> copies = log.latest(app, Direction.OUTBOUND, Integer.MAX_VALUE).stream()
        .filter(message -> message.inReplyTo() == null).toList();
    for (UserMessage copy : copies) {
      if (!timesTaken.containsKey(String.valueOf(copy.content()))) {
        findings.add(finding(copy, "did not leave"));
      }
    }
    Map<String, Long> events = log.countEvents(app);
    long untold = copies.size() - events.getOrDefault("ack", 0L);
    if (untold > 0 || !isEmpty) {
      findings.add(new Finding(Wrong.LOST, nobody("acks"), untold + " copies have no ack"
          + (isEmpty ? "" : ", something waits in the outbox")));
    }
    long reports = sent.stream().filter(one -> one.accepted() && one.channel().equals(ChaosDeployment.REPORTS)).count();
    // Of one that left again the first delivery is of an id that nobody knows.
    long missing = reports + reported.get() - again() - events.getOrDefault("delivery_report.delivered", 0L);
    if (missing > 0) {
      findings.add(new Finding(Wrong.LOST, nobody("deliveries"), missing + " deliveries are no events"));
    }
    return findings;
  }

  /** How many copies left, and how often one left again. */
  Map<String, Long> figures() {
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("left", (long) timesTaken.size());
    figures.put("leftAgain", again());
    figures.put("deliveriesReported", reported.get());
    return figures;
  }

  private long again() {
    return timesTaken.values().stream().mapToLong(times -> times.get() - 1).sum();
  }

  @Override
  public void close() {
    reports.shutdownNow();
  }

  private void take(Taken taken, Gateway gateway) {
    long number = timesTaken.computeIfAbsent(taken.text(), _ -> new AtomicLong()).incrementAndGet();
    Runnable report = () -> {
      if (gateway.report(taken.id())) {
        reported.incrementAndGet();
      }
    };
    if (number == 1 && taken.text().hashCode() % 4 == 0) {
      report.run(); // before the operator's answer
    } else {
      reports.execute(report);
    }
  }

  private static Finding finding(UserMessage copy, String what) {
    return new Finding(Wrong.LOST, nobody(String.valueOf(copy.content())), what);
  }

  private static Sent nobody(String id) {
    return new Sent(id, ChaosDeployment.COPIES, "", 0, true, null, 1);
  }
}
