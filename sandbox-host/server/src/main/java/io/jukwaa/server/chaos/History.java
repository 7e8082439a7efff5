package io.jukwaa.server.chaos;

import io.jukwaa.message.Channel;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.MessageLog.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of each message, by the log: sent, perhaps accepted, stored, then replied to once or written down as
 * failed, and ended. A reply after the apology is legal: it is stored with a nack. Anything else is a finding.
 */
final class History {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /** What is wrong with a message. */
  enum Wrong {
    LOST, DOUBLED, OUT_OF_ORDER, MISHEARD
  }

  record Finding(Wrong wrong, Sent sent, String what) {}

  private final MessageLog log;
  private final App app;

  History(MessageLog log, App app) {
    this.log = log;
    this.app = app;
  }

  /** Waits until the runs of all accepted messages have ended, or no longer than this. */
  void awaitEnd(List<Sent> sent, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    List<Sent> open = sent.stream().filter(Sent::accepted).toList();
    while (!open.isEmpty() && System.nanoTime() < end) {
      open = open.stream().filter(one -> !hasEnded(one)).toList();
      if (!open.isEmpty()) {
        ChaosNode.pause(BETWEEN_LOOKS);
      }
    }
  }

  /** @param failed ids of messages that the tenant's log says something about */
  List<Finding> findings(List<Sent> sent, Set<String> failed) {
    List<UserMessage> outbound = log.latest(app, Direction.OUTBOUND, Integer.MAX_VALUE);
    Map<String, List<UserMessage>> replies = outbound.stream().filter(message -> message.inReplyTo() != null)
        .collect(Collectors.groupingBy(message -> Objects.requireNonNull(message.inReplyTo())));
    Map<String, Long> copies = outbound.stream().filter(message -> message.inReplyTo() == null)
        .collect(Collectors.groupingBy(message -> String.valueOf(message.content()), Collectors.counting()));
    List<Finding> findings = new ArrayList<>();
    for (Sent one : sent) {
      long copied = copies.getOrDefault("copy of " + one.id(), 0L);
      if (isReport(one)) {
        walkReport(one, copied, failed.contains(one.id()), findings);
      } else {
        walk(one, replies.getOrDefault(one.id(), List.of()), copied, failed.contains(one.id()), findings);
      }
    }
    return findings;
  }

  /** The app copies each report that it is told; how often it is told nobody can see from outside. */
  private void walkReport(Sent one, long copies, boolean failed, List<Finding> findings) {
    if (one.accepted() && !hasEnded(one)) {
      findings.add(new Finding(Wrong.LOST, one, "the app is not told"));
    } else if (one.accepted() && copies == 0 && !failed) {
      findings.add(new Finding(Wrong.LOST, one, "has neither a copy nor a failure"));
    } else if (copies > 1) {
      findings.add(new Finding(Wrong.DOUBLED, one, copies + " copies"));
    }
  }

  private boolean hasEnded(Sent one) {
    return isReport(one)
        ? log.isComplete(app, one.channel(), MessageEvent.of(Map.of("event_type", "delivery_report", "delivery_status",
            "delivered", "user_message_id", one.user()), new Stamp(one.id(), Instant.EPOCH)))
        : log.isComplete(app, one.channel(), one.id());
  }

  private static boolean isReport(Sent one) {
    return one.channel().equals(ChaosDeployment.REPORTS);
  }

  private void walk(Sent one, List<UserMessage> replies, long copies, boolean failed, List<Finding> findings) {
    boolean stored = log.find(app, Direction.INBOUND, one.id()) != null;
    String said = replies.isEmpty() ? null : replies.getFirst().content();
    if (one.accepted() && !stored) {
      findings.add(new Finding(Wrong.LOST, one, "is accepted and not stored"));
    } else if (one.accepted() && replies.isEmpty() && !failed) {
      findings.add(new Finding(Wrong.LOST, one, "has neither a reply nor a failure"));
    } else if (one.accepted() && !hasEnded(one)) {
      findings.add(new Finding(Wrong.LOST, one, "has not ended"));
    }
    long apologies = replies.stream().filter(reply -> Channel.DEFAULT_APOLOGY.equals(reply.content())).count();
    if (replies.size() - apologies > 1 || apologies > 1 || copies > 1) {
      findings.add(new Finding(Wrong.DOUBLED, one,
          replies.size() - apologies + " replies, " + apologies + " apologies, " + copies + " copies"));
    }
    if (isText(one) && ("ok " + one.number()).equals(said) && copies == 0) {
      findings.add(new Finding(Wrong.LOST, one, "has a reply and no copy"));
    }
    if (said != null && said.startsWith("after ")) {
      findings.add(new Finding(Wrong.OUT_OF_ORDER, one, said));
    }
    if (one.accepted() && !isText(one) && one.heard() == null) {
      findings.add(new Finding(Wrong.MISHEARD, one, "heard nothing"));
    }
    if (one.heard() != null && replies.stream().noneMatch(reply -> one.heard().equals(reply.content()))) {
      findings.add(new Finding(Wrong.MISHEARD, one, "heard " + one.heard() + ", stored " + said));
    }
  }

  private static boolean isText(Sent one) {
    return one.channel().equals(ChaosDeployment.TEXTS);
  }
}
