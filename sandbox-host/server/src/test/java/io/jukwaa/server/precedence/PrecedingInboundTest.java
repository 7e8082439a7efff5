package io.jukwaa.server.precedence;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class PrecedingInboundTest {
  private static final Channel CHANNEL = new Channel("c", "acme", "a", "json", Map.of(), "Sorry");
  private static final Duration MOST = Duration.ofMillis(1);

  private final LatePhone phone = new LatePhone();
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final InboundPort inbound = new PrecedingInbound(new Thinking(), phone.precedence());

  @ParameterizedTest
  @EnumSource(names = {"NEW", "RESUME"})
  void letsPhonesThatWaitComeFirstUntilTheyAreAnswered(SessionEvent event) {
    accept(event);
    assertThat(givesWay()).isTrue();
    answer.complete(new Answer(List.of(), true));
    assertThat(givesWay()).isFalse();
  }

  @Test
  void forgetsAPhoneThatGetsNoAnswer() {
    accept(SessionEvent.NEW);
    answer.completeExceptionally(new IllegalStateException("the stores are gone"));
    assertThat(givesWay()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = {"NEW", "RESUME"})
  void knowsThatNobodyWaitsAfterATextOrAtTheEnd(SessionEvent event) {
    accept(event);
    assertThat(givesWay()).isFalse();
  }

  private void accept(SessionEvent event) {
    Map<String, @Nullable Object> fields = new HashMap<>(Map.of("from_addr", "+27", "to_addr", "1"));
    fields.put("session_event", event.wire());
    inbound.accept(CHANNEL, UserMessage.of(fields, new Stamp("m", Instant.EPOCH)), Duration.ofSeconds(8));
    phone.pass(Duration.ofMillis(51));
  }

  /** As the clock stands, it is for this test to say when its time is over: again and again, as it may just have begun. */
  private boolean givesWay() {
    CompletableFuture<Duration> message = CompletableFuture
        .supplyAsync(() -> phone.precedence().giveWay(MOST), Thread::startVirtualThread);
    Awaitility.waitAtMost(30, TimeUnit.SECONDS).until(() -> {
      phone.pass(MOST);
      return message.isDone();
    });
    return message.join().isPositive();
  }

  private final class Thinking implements InboundPort {
    @Override
    public CompletionStage<Answer> accept(Channel channel, UserMessage message, Duration within) {
      return answer;
    }

    @Override
    public CompletionStage<Void> take(Channel channel, UserMessage message) {
      return CompletableFuture.allOf();
    }

    @Override
    public CompletionStage<Void> report(Channel channel, Receipt receipt) {
      return CompletableFuture.allOf();
    }

    @Override
    public CompletionStage<Void> accept(Channel channel, MessageEvent event) {
      return CompletableFuture.allOf();
    }
  }
}
