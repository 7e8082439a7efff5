package io.jukwaa.transports.loopback;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Failures;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.StableId;
import io.jukwaa.transports.Submission;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts messages on the phones of {@link Phones}, and reports that they are there. */
record LoopbackSender(Channel channel, Answer answer, Phones phones, InboundPort inbound) implements Sender {
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackSender.class);

  /** What the operator that there is none of says. */
  enum Answer {
    ACCEPTED, REFUSED, BLOCKED, FAILED, UNAVAILABLE
  }

  @Override
  public Submission send(UserMessage message) {
    return switch (answer) {
      case ACCEPTED -> accept(message);
      case REFUSED -> new Submission.Refused("the channel is told to refuse");
      case BLOCKED -> new Submission.Blocked("the channel is told to block");
      case FAILED -> new Submission.Failed("the channel is told to fail");
      case UNAVAILABLE -> new Submission.Unavailable("the channel is told to take nothing", null);
    };
  }

  private Submission accept(UserMessage message) {
    phones.receive(channel.key(), message);
    String id = StableId.of(channel.key(), message.messageId());
    inbound.report(channel, new Receipt(id, Receipt.Status.DELIVERED, null)).exceptionally(failure -> {
      Failures.log(LOG, failure, "delivery not reported");
      return null;
    });
    return new Submission.Accepted(List.of(id));
  }
}
