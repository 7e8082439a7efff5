package io.jukwaa.transports.smpp;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Connection;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends by the first of its binds; the others only take what comes in. */
final class SmppSender implements Sender {
  private final List<Bind> binds;
  private final Way way;
  private final Timing timing;
  private final Begun begun = new Begun();

  /**
   * How messages leave.
   *
   * @param ids is told the ids of what was taken
   * @param window all that leaves goes through it
   */
  record Way(Manner manner, MessageIds ids, Window window) {}

  /** @param binds at least one, not started yet */
  SmppSender(List<Bind> binds, Way way, Timing timing) {
    this.binds = List.copyOf(binds);
    this.way = way;
    this.timing = timing;
    binds.forEach(Bind::start);
  }

  @Override
  public Submission send(UserMessage message) {
    if (!binds.getFirst().sends()) {
      return new Submission.Refused("bind: receiver (expected: a channel that sends)");
    }
    try {
      return submitted(message, Letter.of(message, way.manner()));
    } catch (InvalidFieldException e) {
      return new Submission.Refused(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Submission.Unavailable("not bound: the host stops", null);
    }
  }

  @Override
  public List<Connection> connections() {
    return IntStream.range(0, binds.size()).mapToObj(i -> binds.get(i).connection(i + 1)).toList();
  }

  /** Whether every session is open. */
  boolean isBound() {
    return binds.stream().allMatch(bind -> bind.link() != null);
  }

  @Override
  public int parts(UserMessage message) {
    try {
      return Letter.body(message, way.manner()).parts().count();
    } catch (InvalidFieldException e) {
      return 1; // it will be refused
    }
  }

  @Override
  public void close() {
    way.window().close();
    binds.stream().map(bind -> CompletableFuture.runAsync(bind::close, task -> Thread.startVirtualThread(task)))
        .toList()
        .forEach(CompletableFuture::join);
  }

  /** Part by part; what was taken in an earlier try is not sent again. */
  private Submission submitted(UserMessage message, Letter letter) throws InterruptedException {
    long deadline = System.nanoTime() + timing.patience().toNanos();
    Begun.Progress progress = begun.of(message.messageId(), letter.parts());
    while (!progress.isComplete()) {
      Submission trouble = submit(letter, progress, deadline);
      if (trouble != null) {
        begun.keep(message.messageId(), progress);
        return trouble;
      }
    }
    return new Submission.Accepted(progress.ids(message.messageId()));
  }

  private @Nullable Submission submit(Letter letter, Begun.Progress progress, long deadline)
      throws InterruptedException {
    Parts.Part part = progress.next().with(letter.body().parameters());
    try {
      Window.Said said = way.window().submit(() -> link().submit(letter, part), deadline);
      return switch (CommandStatus.meaning(said.status())) {
        case TAKEN -> {
          progress.taken(said.id() == null ? null : way.ids().sent(said.id()));
          yield null;
        }
        case REFUSED -> new Submission.Refused(CommandStatus.reason(said.status()));
        case FAILED -> new Submission.Failed(CommandStatus.reason(said.status()));
        case UNAVAILABLE, BUSY -> new Submission.Unavailable(CommandStatus.reason(said.status()), null);
      };
    } catch (NotBoundException e) {
      return new Submission.Unavailable("not bound: " + e.getMessage(), null);
    } catch (ResponseTimeoutException e) {
      return new Submission.Failed("no answer within " + seconds(timing.answer()));
    } catch (IOException e) {
      return new Submission.Failed("the connection ended before the answer");
    } catch (InvalidResponseException | PDUException e) {
      return new Submission.Failed("the answer is not understood");
    }
  }

  private Link link() throws NotBoundException {
    Link link = binds.getFirst().link();
    if (link == null) {
      throw new NotBoundException(binds.getFirst().trouble());
    }
    return link;
  }

  private static String seconds(Duration time) {
    return Math.max(1, time.toSeconds()) + " seconds";
  }
}
