package io.jukwaa.server.precedence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrecedenceTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final AtomicBoolean full = new AtomicBoolean(true);
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong(-1);
  private final Precedence precedence = new Precedence(() -> {
    looks.incrementAndGet();
    return full.get();
  }, nanos::get);

  @Test
  void givesNoWayToPhonesThatAreNotLate() {
    precedence.begin("phone");
    pass(50);
    assertThat(precedence.giveWay(LONG)).isZero();
  }

  @Test
  void givesNoWayWhileThereIsProcessorForBoth() {
    precedence.begin("phone");
    pass(1_000);
    full.set(false);
    assertThat(precedence.giveWay(LONG)).isZero();
  }

  @Test
  void givesNoWayToPhonesThatWaitForSomethingElse() {
    precedence.begin("phone");
    pass(2_000);
    assertThat(precedence.giveWay(LONG)).isZero();
  }

  @Test
  void givesWayUntilTheLatePhoneHasItsAnswer() throws Exception {
    precedence.begin("phone");
    pass(51);
    CompletableFuture<Duration> broadcast = broadcast(LONG);
    awaitLooks(5);
    assertThat(broadcast).isNotDone();
    pass(40);
    precedence.end("phone");
    assertThat(broadcast.get(30, TimeUnit.SECONDS)).isEqualTo(Duration.ofMillis(40));
  }

  @Test
  void goesOnSlowlyBesidePhonesThatAreAlwaysLate() throws Exception {
    precedence.begin("phone");
    pass(51);
    List<CompletableFuture<Duration>> messages = IntStream.range(0, 6).mapToObj(_ -> broadcast(LONG)).toList();
    awaitLooks(30);
    assertThat(messages).noneMatch(CompletableFuture::isDone);
    pass(100);
    Awaitility.waitAtMost(Duration.ofSeconds(30)).until(() -> done(messages) == 4);
    awaitLooks(30);
    assertThat(done(messages)).isEqualTo(4);
    pass(100);
    CompletableFuture.allOf(messages.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
  }

  @Test
  void givesNoMoreWayThanItMay() throws Exception {
    precedence.begin("phone");
    pass(51);
    assertThat(precedence.giveWay(Duration.ZERO)).isZero();
    assertThat(precedence.giveWay(Duration.ofMillis(-1))).isZero();
    CompletableFuture<Duration> broadcast = broadcast(Duration.ofMillis(60));
    awaitLooks(5);
    assertThat(broadcast).isNotDone();
    pass(60);
    assertThat(broadcast.get(30, TimeUnit.SECONDS)).isEqualTo(Duration.ofMillis(60));
  }

  private CompletableFuture<Duration> broadcast(Duration most) {
    return CompletableFuture.supplyAsync(() -> precedence.giveWay(most), Thread::startVirtualThread);
  }

  private void awaitLooks(int more) {
    int before = looks.get();
    Awaitility.waitAtMost(Duration.ofSeconds(30)).until(() -> looks.get() >= before + more);
  }

  private void pass(long millis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static long done(List<CompletableFuture<Duration>> messages) {
    return messages.stream().filter(CompletableFuture::isDone).count();
  }
}
