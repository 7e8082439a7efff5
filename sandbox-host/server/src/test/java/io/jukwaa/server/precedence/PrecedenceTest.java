package io.jukwaa.server.precedence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrecedenceTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final LatePhone phone = new LatePhone();
  private final Precedence precedence = phone.precedence();

  @Test
  void givesNoWayToPhonesThatAreNotLate() {
    phone.call("phone", Duration.ofMillis(50));
    assertThat(precedence.giveWay(LONG)).isZero();
  }

  @Test
  void givesNoWayWhileThereIsProcessorForBoth() {
    phone.call("phone", Duration.ofSeconds(1));
    phone.relax();
    assertThat(precedence.giveWay(LONG)).isZero();
  }

  @Test
  void givesNoWayToPhonesThatWaitForSomethingElse() {
    phone.call("phone", Duration.ofSeconds(2));
    assertThat(precedence.giveWay(LONG)).isZero();
  }

  @Test
  void givesWayUntilTheLatePhoneHasItsAnswer() throws Exception {
    phone.call();
    CompletableFuture<Duration> broadcast = broadcast(LONG);
    phone.awaitLooks(5);
    assertThat(broadcast).isNotDone();
    phone.pass(Duration.ofMillis(40));
    phone.answer();
    assertThat(broadcast.get(30, TimeUnit.SECONDS)).isEqualTo(Duration.ofMillis(40));
  }

  @Test
  void goesOnSlowlyBesidePhonesThatAreAlwaysLate() throws Exception {
    phone.call();
    List<CompletableFuture<Duration>> messages = IntStream.range(0, 6).mapToObj(_ -> broadcast(LONG)).toList();
    phone.awaitLooks(30);
    assertThat(messages).noneMatch(CompletableFuture::isDone);
    phone.pass(Duration.ofMillis(100));
    Awaitility.waitAtMost(Duration.ofSeconds(30)).until(() -> done(messages) == 4);
    phone.awaitLooks(30);
    assertThat(done(messages)).isEqualTo(4);
    phone.pass(Duration.ofMillis(100));
    CompletableFuture.allOf(messages.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
  }

  @Test
  void givesNoMoreWayThanItMay() throws Exception {
    phone.call();
    assertThat(precedence.giveWay(Duration.ZERO)).isZero();
    assertThat(precedence.giveWay(Duration.ofMillis(-1))).isZero();
    CompletableFuture<Duration> broadcast = broadcast(Duration.ofMillis(60));
    phone.awaitLooks(5);
    assertThat(broadcast).isNotDone();
    phone.pass(Duration.ofMillis(60));
    assertThat(broadcast.get(30, TimeUnit.SECONDS)).isEqualTo(Duration.ofMillis(60));
  }

  private CompletableFuture<Duration> broadcast(Duration most) {
    return CompletableFuture.supplyAsync(() -> precedence.giveWay(most), Thread::startVirtualThread);
  }

  private static long done(List<CompletableFuture<Duration>> messages) {
    return messages.stream().filter(CompletableFuture::isDone).count();
  }
}
