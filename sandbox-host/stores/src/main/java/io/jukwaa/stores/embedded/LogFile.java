package io.jukwaa.stores.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * SQLite's write-ahead log, to flush it without its connection, which can write on meanwhile. A commit that is not in it
 * any more was flushed by SQLite itself when it moved it into the database. Closing it takes none of SQLite's locks
 * away: they are on its other files.
 */
final class LogFile implements Flusher.Disk {
  private final FileChannel channel;

  /** @param path of a log that a connection has open */
  LogFile(Path path) throws IOException {
    channel = FileChannel.open(path, StandardOpenOption.WRITE);
  }

  @Override
  public void flush() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
