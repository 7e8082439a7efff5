package io.jukwaa.transports.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class LinesTest {
  private final Lines lines = new Lines();
  private final List<String> begun = new ArrayList<>();

  @Test
  void doesOneThingAfterTheOtherForEachUser() {
    CompletableFuture<Void> first = new CompletableFuture<>();
    CompletionStage<Void> second = add("ann", "second", first);
    CompletionStage<Void> third = add("ann", "third", done());
    assertThat(add("ben", "his", done()).toCompletableFuture()).isCompleted();
    assertThat(begun).containsExactly("second", "his");
    first.complete(null);
    assertThat(second.toCompletableFuture()).isCompleted();
    assertThat(third.toCompletableFuture()).isCompleted();
    assertThat(begun).containsExactly("second", "his", "third");
  }

  /** The stores may be back between the two: the second would overtake the first, which comes again. */
  @Test
  void doesNothingThatComesAfterSomethingThatFailed() {
    add("ann", "first", CompletableFuture.failedFuture(new IllegalStateException("not stored")));
    CompletionStage<Void> second = add("ann", "second", done());
    assertThat(second.toCompletableFuture()).isCompletedExceptionally();
    assertThat(add("ann", "third", done()).toCompletableFuture()).isCompletedExceptionally();
    assertThat(add("ben", "his", done()).toCompletableFuture()).isCompleted();
    assertThat(begun).containsExactly("first", "his");
  }

  private CompletionStage<Void> add(String user, String name, CompletionStage<Void> work) {
    return lines.add(user, () -> {
      begun.add(name);
      return work;
    });
  }

  private static CompletionStage<Void> done() {
    return CompletableFuture.completedFuture(null);
  }
}
