package io.jukwaa.stores.embedded;

import io.jukwaa.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second process off a data folder. The operating system lets it go when this process dies, however it dies. */
record FolderLock(FileChannel file) implements AutoCloseable {
  /** @throws StoreException if somebody else has it */
  static FolderLock take(Path folder) throws IOException {
    FileChannel file = FileChannel.open(folder.resolve("jukwaa.lock"), StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
    if (locked(file) == null) {
      file.close();
      throw new StoreException("data folder: " + folder + " (expected: not in use by another Jukwaa)", null);
    }
    return new FolderLock(file);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable FileLock locked(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // by this process
    }
  }
}
