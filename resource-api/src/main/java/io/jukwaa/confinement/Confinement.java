package io.jukwaa.confinement;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * The operating system's walls around a worker. Half of them the host puts up, on the one thread that starts workers,
 * because a process inherits them whole; the other half the worker itself, before it reads its first frame.
 *
 * <p>On anything but Linux on x86-64 nothing happens and no layer is in force. A layer the kernel does not have is left
 * out; {@link #inForce} tells the truth by trying.
 */
public final class Confinement {
  private static final int SET_NO_NEW_PRIVILEGES = 38;
  private static final int GET_NO_NEW_PRIVILEGES = 39;
  private static final int GET_SECCOMP = 21;
  private static final int FILTERED = 2;

  private static final int FILE_SIZE = 1;
  private static final int CORE = 4;
  private static final int OPEN_FILES = 7;
  private static final int LOCKED_MEMORY = 8;
  private static final int MESSAGE_QUEUES = 12;
  private static final int MOST_OPEN_FILES = 128;

  private Confinement() {}

  /**
   * From now on, and for ever, what the calling thread starts sees no file but these, gets no more rights and has low
   * priority. The thread itself is held to the same.
   *
   * @param readable files, and folders with all below, that may be read and executed
   * @param writable files that may be written
   */
  public static void confineChildren(Collection<Path> readable, Collection<Path> writable) {
    if (!SystemCall.IS_X86_64) {
      return;
    }
    Scheduling.comeAfterHost();
    SystemCall.call(SystemCall.PRCTL, SET_NO_NEW_PRIVILEGES, 1, 0, 0);
    if (Landlock.version() > 0) {
      Landlock.restrict(readable, writable);
    }
  }

  /** The worker's half: system calls and resource limits, for all its threads. Answers what is in force. */
  public static Set<Layer> confineSelf() {
    if (!SystemCall.IS_X86_64) {
      return EnumSet.noneOf(Layer.class);
    }
    limit(CORE, 0);
    limit(FILE_SIZE, 0);
    limit(LOCKED_MEMORY, 0);
    limit(MESSAGE_QUEUES, 0);
    limit(OPEN_FILES, MOST_OPEN_FILES);
    SystemCall.call(SystemCall.PRCTL, SET_NO_NEW_PRIVILEGES, 1, 0, 0);
    try {
      Seccomp.restrict();
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
    }
    return inForce();
  }

  /** Which layers hold this process. */
  public static Set<Layer> inForce() {
    Set<Layer> layers = EnumSet.noneOf(Layer.class);
    if (!SystemCall.IS_X86_64) {
      return layers;
    }
    add(layers, Layer.NO_NEW_PRIVILEGES, SystemCall.call(SystemCall.PRCTL, GET_NO_NEW_PRIVILEGES, 0, 0, 0) == 1);
    add(layers, Layer.SECCOMP, SystemCall.call(SystemCall.PRCTL, GET_SECCOMP, 0, 0, 0) == FILTERED);
    add(layers, Layer.LANDLOCK, open("/") == SystemCall.PERMISSION_DENIED);
    add(layers, Layer.RESOURCE_LIMITS, mayNotWriteFiles());
    add(layers, Layer.LOW_PRIORITY, Scheduling.comesAfterHost());
    return layers;
  }

  private static void add(Set<Layer> layers, Layer layer, boolean there) {
    if (there) {
      layers.add(layer);
    }
  }

  private static long open(String path) {
    try (Arena arena = Arena.ofConfined()) {
      long file = SystemCall.call(SystemCall.OPENAT, -100, arena.allocateFrom(path).address(), 0x10000, 0);
      if (file >= 0) {
        SystemCall.call(SystemCall.CLOSE, file, 0, 0, 0);
      }
      return file;
    }
  }

  private static void limit(int resource, long most) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limits = arena.allocate(16, 8);
      limits.set(JAVA_LONG, 0, most);
      limits.set(JAVA_LONG, 8, most);
      SystemCall.call(SystemCall.PRLIMIT, 0, resource, limits.address(), 0);
    }
  }

  private static boolean mayNotWriteFiles() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limits = arena.allocate(16, 8);
      return SystemCall.call(SystemCall.PRLIMIT, 0, FILE_SIZE, 0, limits.address()) == 0
          && limits.get(JAVA_LONG, 8) == 0;
    }
  }
}
