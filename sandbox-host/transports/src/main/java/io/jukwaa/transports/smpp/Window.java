package io.jukwaa.transports.smpp;

import io.jukwaa.transports.smpp.CommandStatus.Meaning;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The PDUs of a channel on their way to the operator: no more at once than it grants, and when it says that it has too
 * much, those that it turned away come first again, one by one, while all others wait. Thread-safe; for virtual threads.
 */
final class Window {
  private final Semaphore room;
  private final Timing timing;
  private final ReentrantLock state = new ReentrantLock();
  private final Condition changed = state.newCondition();
  /** In the order in which they were turned away. */
  private final ReentrantLock turn = new ReentrantLock(true);
  private int turnedAway;
  /** When the operator last took one of them, {@link System#nanoTime}. */
  private long taken = System.nanoTime();
  private boolean closed;

  /** @param size PDUs that are not answered yet, at most */
  Window(int size, Timing timing) {
    this.room = new Semaphore(size, true);
    this.timing = timing;
  }

  /** Asks the operator to take a PDU. */
  interface Submit {
    Said ask() throws IOException, PDUException, ResponseTimeoutException, InvalidResponseException;
  }

  /** @param id what it calls the message; null if it does not say */
  record Said(int status, @Nullable String id) {
    boolean isBusy() {
      return CommandStatus.meaning(status) == Meaning.BUSY;
    }
  }

  /**
   * Asks, again and again while the operator has too much.
   *
   * @param deadline {@link System#nanoTime} after which it is not asked again
   * @return what it said last
   * @throws NotBoundException if the channel is closed meanwhile
   */
  Said submit(Submit submit, long deadline) throws IOException, PDUException,
      ResponseTimeoutException, InvalidResponseException, InterruptedException {
    room.acquire();
    try {
      awaitTurn();
      Said said = submit.ask();
      return said.isBusy() ? again(submit, said, deadline) : said;
    } finally {
      room.release();
    }
  }

  /** Lets nobody wait any longer. */
  void close() {
    state.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      state.unlock();
    }
  }

  private Said again(Submit submit, Said first, long deadline)
      throws IOException, PDUException,
      ResponseTimeoutException, InvalidResponseException, InterruptedException {
    long since = System.nanoTime();
    count(1);
    try {
      turn.lockInterruptibly();
      try {
        Said said = first;
        for (int tries = 0; said.isBusy(); tries++) {
          // who waited while another was turned away and then taken has waited enough
          long pause = tries == 0 && taken - since > 0 ? 0 : timing.busy().after(tries).toNanos();
          if (System.nanoTime() + pause - deadline > 0) {
            return said;
          }
          pause(pause);
          said = submit.ask();
        }
        taken = System.nanoTime();
        return said;
      } finally {
        turn.unlock();
      }
    } finally {
      count(-1);
    }
  }

  private void awaitTurn() throws InterruptedException, NotBoundException {
    state.lockInterruptibly();
    try {
      while (turnedAway > 0 && !closed) {
        changed.await();
      }
      refuseIfClosed();
    } finally {
      state.unlock();
    }
  }

  private void pause(long nanos) throws InterruptedException, NotBoundException {
    long left = nanos;
    state.lockInterruptibly();
    try {
      while (left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
      refuseIfClosed();
    } finally {
      state.unlock();
    }
  }

  private void refuseIfClosed() throws NotBoundException {
    if (closed) {
      throw new NotBoundException("the channel is closed");
    }
  }

  private void count(int change) {
    state.lock();
    try {
      turnedAway += change;
      changed.signalAll();
    } finally {
      state.unlock();
    }
  }
}
