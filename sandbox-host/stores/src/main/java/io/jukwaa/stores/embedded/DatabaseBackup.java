package io.jukwaa.stores.embedded;

import io.jukwaa.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Copies the database of a data folder while a host runs on it, or while none does: the state of one moment. */
public final class DatabaseBackup {
  private static final String DATABASE = "jukwaa.db";

  private DatabaseBackup() {}

  /**
   * Writes a copy of the database, without gaps and without its write-ahead log, and flushes it to the disk. Blocks as
   * long as that takes; a running host goes on meanwhile.
   *
   * @param data the folder that is copied
   * @param folder gets {@code jukwaa.db}; made if need be
   * @return size of the copy in bytes
   * @throws StoreException if there is no database, the folder has one already, or the disk refuses; nothing that looks
   *     like a copy is left then
   */
  public static long write(Path data, Path folder) {
    Path copy = folder.resolve(DATABASE);
    Path part = folder.resolve(DATABASE + ".part");
    try {
      if (Files.exists(copy)) {
        throw new StoreException("backup: " + copy + " (expected: not there yet)", null);
      }
      Files.createDirectories(folder);
      Files.deleteIfExists(part);
      copy(database(data), part);
      force(part, StandardOpenOption.WRITE);
      Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
      force(folder, StandardOpenOption.READ);
      return Files.size(copy);
    } catch (IOException | SQLException e) {
      throw refused(folder, part, e);
    }
  }

  /** @throws StoreException if the folder holds none */
  static Path database(Path data) {
    Path database = data.resolve(DATABASE);
    if (!Files.isRegularFile(database)) {
      throw new StoreException("data folder: " + data + " (expected: one with " + DATABASE + ")", null);
    }
    return database;
  }

  private static void copy(Path database, Path part) throws SQLException {
    try (Connection connection = Connections.plain(database);
        PreparedStatement statement = connection.prepareStatement("vacuum into ?")) {
      statement.setString(1, part.toString());
      statement.execute();
    }
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  private static StoreException refused(Path folder, Path part, Exception cause) {
    @Nullable
    Exception left = null;
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      left = e;
    }
    return new StoreException("backup: " + folder + " (expected: room and the right to write; " + cause.getMessage()
        + (left == null ? ")" : "; " + part + " is left)"), cause);
  }
}
