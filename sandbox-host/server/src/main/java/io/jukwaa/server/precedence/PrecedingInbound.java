package io.jukwaa.server.precedence;

import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.UserMessage;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Notes which phones wait for an answer, then hands on. */
public record PrecedingInbound(InboundPort next, Precedence precedence) implements InboundPort {
  @Override
  public CompletionStage<Answer> accept(Channel channel, UserMessage message, Duration within) {
    CompletionStage<Answer> answer = next.accept(channel, message, within);
    if (message.sessionEvent().awaitsReply()) {
      precedence.begin(message.messageId());
      answer = answer.whenComplete((_, _) -> precedence.end(message.messageId()));
    }
    return answer;
  }

  @Override
  public CompletionStage<Void> take(Channel channel, UserMessage message) {
    return next.take(channel, message);
  }

  @Override
  public CompletionStage<Void> report(Channel channel, Receipt receipt) {
    return next.report(channel, receipt);
  }

  @Override
  public CompletionStage<Void> accept(Channel channel, MessageEvent event) {
    return next.accept(channel, event);
  }
}
