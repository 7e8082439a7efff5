package io.jukwaa.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.store.Durability;
import io.jukwaa.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Nobody is answered before what the answer says is on the disk. */
final class ExchangeTest {
  private static final Answer ANSWER = new Answer(List.of(), true);

  private final CompletableFuture<Void> onDisk = new CompletableFuture<>();
  private final Durability disk = () -> onDisk;
  private final Exchange exchange = new Exchange(
      new Channel("channel", "tenant", "app", "json", Map.of(), "Sorry."),
      UserMessage.of(Map.of("content", "hello", "from_addr", "+27", "to_addr", "*120#", "transport_name", "channel",
          "transport_type", "ussd"), new Stamp("m", Instant.EPOCH)));

  @Test
  void answersWhenTheAnswerIsOnTheDisk() {
    exchange.complete(ANSWER, disk);
    assertThat(exchange.answer()).isNotDone();
    onDisk.complete(null);
    assertThat(exchange.answer()).isCompletedWithValue(ANSWER);
  }

  @Test
  void failsWhenTheDiskRefuses() {
    exchange.complete(ANSWER, disk);
    onDisk.completeExceptionally(new StoreException("database: the disk refused a flush", null));
    assertThatThrownBy(() -> exchange.answer().join()).hasRootCauseInstanceOf(StoreException.class);
  }
}
