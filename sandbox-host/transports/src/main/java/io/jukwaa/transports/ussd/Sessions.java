package io.jukwaa.transports.ussd;

import io.jukwaa.message.Channel;
import io.jukwaa.store.SessionStore.Session;
import io.jukwaa.transports.TransportContext;
import io.jukwaa.transports.ussd.GatewayMap.Turns;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The notes of open sessions, changed by one request of a session at a time. Blocks; thread-safe. */
final class Sessions {
  private final TransportContext context;
  private final ReentrantLock[] locks = Stream.generate(ReentrantLock::new).limit(256).toArray(ReentrantLock[]::new);

  Sessions(TransportContext context) {
    this.context = context;
  }

  /** Finds out what the request is and remembers it. */
  Step advance(Visit visit) {
    Turns turns = visit.map().turns();
    Steps steps = turns.accumulated()
        ? new Steps.Accumulated(context.ids(), turns.unknown())
        : new Steps.Single(context.ids());
    ReentrantLock lock = lock(visit);
    lock.lock();
    try {
      Notes known = find(visit);
      Step step = steps.next(visit.request().told(), known, visit.request().input());
      if (step.notes().to() == null) {
        step = step.withTo(visit.request().dialled());
      }
      if (!step.notes().equals(known)) {
        context.sessions().saveBeforeFlush(session(visit, step.notes())); // no answer comes before it
      }
      return step;
    } finally {
      lock.unlock();
    }
  }

  /** Changes what is remembered, if anything is. */
  void change(Visit visit, UnaryOperator<Notes> change) {
    ReentrantLock lock = lock(visit);
    lock.lock();
    try {
      Notes known = find(visit);
      Notes changed = known == null ? null : change.apply(known);
      if (changed != null && !changed.equals(known)) {
        context.sessions().save(session(visit, changed));
      }
    } finally {
      lock.unlock();
    }
  }

  @Nullable
  Notes find(Visit visit) {
    return find(visit.channel(), visit.request().session());
  }

  @Nullable
  Notes find(Channel channel, String session) {
    Session found = context.sessions().find(channel.key(), session);
    return found == null ? null : Notes.of(found.state());
  }

  private Session session(Visit visit, Notes notes) {
    return new Session(visit.channel().key(), visit.request().session(), notes.state(),
        context.clock().instant().plus(visit.map().limits().session()));
  }

  private ReentrantLock lock(Visit visit) {
    int hash = 31 * visit.channel().key().hashCode() + visit.request().session().hashCode();
    return locks[Math.floorMod(hash, locks.length)];
  }
}
