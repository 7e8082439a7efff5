package io.jukwaa.stores.copy;

import io.jukwaa.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Copies what one engine keeps, part by part, then reads all of it again and asks the targets for each thing. What was
 * broken off goes on where it was; a part that differs in the end is copied anew the next time. Nobody else may change
 * source or targets meanwhile.
 */
public final class StoreCopy {
  private final Target<Kept.Lasting> lasting;
  private final Target<Kept.Passing> passing;
  private final Marks marks;
  private final Progress progress;

  public StoreCopy(Target<Kept.Lasting> lasting, Target<Kept.Passing> passing, Marks marks, Progress progress) {
    this.lasting = lasting;
    this.passing = passing;
    this.marks = marks;
    this.progress = progress;
  }

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Progress {
    /** @param doing for people, for example {@code copy inbound messages} */
    void at(String doing, long done, long all);
  }

  /**
   * What became of a part.
   *
   * @param source how many the source has
   * @param found how many of them the targets have, as they are in the source
   */
  public record Outcome(String part, long source, long found) {
    public boolean isWhole() {
      return source == found;
    }
  }

  /**
   * Blocks until all is copied and looked at.
   *
   * @return by part; all is well if each is whole
   * @throws StoreException if an engine refuses: another run goes on from there
   */
  public List<Outcome> run(List<Part> parts) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      parts.forEach(part -> copy(part, threads));
      List<Outcome> outcomes = new ArrayList<>();
      parts.forEach(part -> outcomes.add(compare(part, threads)));
      return outcomes;
    }
  }

  private void copy(Part part, ExecutorService threads) {
    String doing = "copy " + part.name();
    String position = marks.position(part.name());
    long all = part.count(null);
    LongAdder done = new LongAdder();
    done.add(all - part.count(position));
    progress.at(doing, done.sum(), all);
    part.read(position, batch -> {
      write(part, batch, threads);
      marks.set(part.name(), batch.last());
      done.add(batch.items().size());
      progress.at(doing, done.sum(), all);
    });
  }

  private void write(Part part, Part.Batch batch, ExecutorService threads) {
    if (part.isOrdered()) {
      batch.items().forEach(this::write);
    } else {
      atOnce(batch.items(), item -> {
        write(item);
        return true;
      }, threads);
    }
  }

  private Outcome compare(Part part, ExecutorService threads) {
    String doing = "compare " + part.name();
    long all = part.count(null);
    LongAdder seen = new LongAdder();
    LongAdder found = new LongAdder();
    part.read(null, batch -> {
      found.add(atOnce(batch.items(), this::holds, threads).stream().filter(there -> there).count());
      seen.add(batch.items().size());
      progress.at(doing, seen.sum(), all);
    });
    Outcome outcome = new Outcome(part.name(), seen.sum(), found.sum());
    if (!outcome.isWhole()) {
      marks.forget(part.name());
    }
    return outcome;
  }

  private void write(Kept item) {
    switch (item) {
      case Kept.Lasting kept -> lasting.write(kept);
      case Kept.Passing kept -> passing.write(kept);
    }
  }

  private boolean holds(Kept item) {
    return switch (item) {
      case Kept.Lasting kept -> lasting.holds(kept);
      case Kept.Passing kept -> passing.holds(kept);
    };
  }

  private static List<Boolean> atOnce(List<Kept> items, Function<Kept, Boolean> work, ExecutorService threads) {
    List<CompletableFuture<Boolean>> running = items.stream()
        .map(item -> CompletableFuture.supplyAsync(() -> work.apply(item), threads)).toList();
    try {
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreException refused ? refused : e;
    }
    return running.stream().map(CompletableFuture::join).toList();
  }
}
