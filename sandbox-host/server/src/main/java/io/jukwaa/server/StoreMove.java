package io.jukwaa.server;

import io.jukwaa.server.settings.Settings;
import io.jukwaa.stores.cassandra.CassandraCopies;
import io.jukwaa.stores.copy.StoreCopy;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Takes everything that one host kept in its data folder to stores that hosts share. Blocks. No host may run on either
 * meanwhile; what was broken off goes on where it was.
 *
 * @param source the data folder
 * @param target the settings of the hosts that will run
 */
public record StoreMove(Path source, Settings target, InstantSource clock) {
  private static final String FROM = "--from";
  private static final String KEYSPACE = "cassandra.keyspace";

  /**
   * @return by part; all is moved if each is whole, else another run copies anew what differs
   * @throws CannotStartException if one of both cannot be copied from or to
   * @throws io.jukwaa.store.StoreException if a store refuses
   */
  public List<StoreCopy.Outcome> run(StoreCopy.Progress progress) {
    checkKeys();
    try (Closing closing = new Closing()) {
      EmbeddedDatabase database = closing.add(EmbeddedDatabase.openExisting(source, clock));
      StoreOpening.Shared shared = new StoreOpening(target, clock).openShared(closing);
      CassandraCopies copies = shared.cassandra().copies();
      String name = source.toAbsolutePath().normalize().toString();
      checkTarget(shared, name);
      copies.begin(name);
      List<StoreCopy.Outcome> outcomes = new StoreCopy(shared.cassandra().target(), shared.redis().target(),
          copies.marks(name), progress).run(database.parts());
      if (outcomes.stream().allMatch(StoreCopy.Outcome::isWhole)) {
        shared.redis().inbox().release();
        shared.redis().durability().flush();
        copies.done(name);
      }
      return outcomes;
    }
  }

  private void checkTarget(StoreOpening.Shared shared, String name) {
    CassandraCopies copies = shared.cassandra().copies();
    String keyspace = target.data().cassandra().keyspace();
    if (copies.isDone(name)) {
      throw new CannotStartException(FROM, source, "a folder that was not copied into keyspace " + keyspace + " yet",
          null);
    }
    List<String> others = shared.redis().otherNodes();
    if (!others.isEmpty()) {
      throw new CannotStartException("hosts that run", others, "none while their stores are filled", null);
    }
    List<String> begun = copies.sources();
    boolean isEmpty = begun.isEmpty() && shared.cassandra().deployments().tenants().isEmpty()
        && shared.redis().isEmpty();
    if (!isEmpty && !begun.equals(List.of(name))) {
      throw new CannotStartException(KEYSPACE, keyspace,
          "an empty one, also on Redis, or one with an unfinished copy of " + name,
          null);
    }
  }

  /** What apps have sealed must be readable where it goes. */
  private void checkKeys() {
    Path here = source.resolve("encryption.key");
    Path there = target.data().encryptionKeys();
    try {
      if (Files.exists(here) && Files.exists(there) && !lines(there).containsAll(lines(here))) {
        throw new CannotStartException("encryption.key-file", there,
            "a file with the keys of " + here + ", as apps have sealed values with them", null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
