package io.jukwaa.server.chaos;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.bench.GrownServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A file system, for the data of Redis and Cassandra, that is filled to the last byte. One thread fills and frees it. */
public final class SmallDisk implements AutoCloseable {
  private static final long MOST = 4L << 30;
  private static final int BLOCK = 64 << 10;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final Path folder;
  private final Path ballast;
  private volatile boolean full;
  private Thread keeper = new Thread();

  /**
   * @param folder on a file system of its own
   * @throws InvalidFieldException if it is not the root of a file system, or that is so large, or holds something, that
   *     it may be somebody's disk
   */
  public SmallDisk(Path folder) {
    this.folder = folder;
    ballast = folder.resolve("ballast");
    try {
      if (!isMountPoint(folder) || Files.getFileStore(folder).getTotalSpace() > MOST || !isEmpty(folder)) {
        throw new InvalidFieldException("--disk", folder, "the root of an empty file system of at most 4 GiB, as it is"
            + " filled; for example: mount -t tmpfs -o size=1g tmpfs FOLDER");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Redis and Cassandra with their data there, or in the system's temporary folder if there is none. */
  static GrownServers servers(@Nullable SmallDisk disk, Path home) {
    return disk == null ? GrownServers.start(home) : GrownServers.startIn(disk.folder, home);
  }

  /** Returns when there is no room for another byte; keeps it so, though others delete what they have there. */
  void fill() {
    full = true;
    FileChannel file = open();
    fill(file);
    keeper = Thread.ofVirtual().start(() -> {
      try (file) {
        while (full) {
          ChaosNode.pause(BETWEEN_LOOKS);
          fill(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  /** Gives back what {@link #fill} took, if it did. */
  void free() throws IOException, InterruptedException {
    full = false;
    keeper.join();
    Files.deleteIfExists(ballast);
  }

  @Override
  public void close() throws IOException {
    try {
      free();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private FileChannel open() {
    try {
      return FileChannel.open(ballast, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill(FileChannel file) {
    for (int size = BLOCK; size > 0; size /= 2) {
      while (takes(file, size)) {
        // the next of this size
      }
    }
  }

  private static boolean takes(FileChannel file, int size) {
    try {
      return file.write(ByteBuffer.allocate(size)) > 0;
    } catch (IOException e) {
      return false; // the system has no other word for a full disk
    }
  }

  private static boolean isMountPoint(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().normalize().getParent();
    return Files.isDirectory(folder) && parent != null
        && !Files.getAttribute(folder, "unix:dev").equals(Files.getAttribute(parent, "unix:dev"));
  }

  /** But for what a run that was cut off left. */
  private boolean isEmpty(Path folder) throws IOException {
    Files.deleteIfExists(ballast);
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
