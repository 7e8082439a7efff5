package io.jukwaa.confinement;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * Landlock: what files a thread, and every process it starts from then on, may touch. Kernel 5.13 or newer; denying TCP
 * wants 6.7, signals to others 6.12. Source: {@code include/uapi/linux/landlock.h}.
 */
final class Landlock {
  private static final int VERSION_FLAG = 1;
  private static final int PATH_BENEATH = 1;
  private static final long EXECUTE = 1;
  private static final long WRITE_FILE = 1 << 1;
  private static final long READ_FILE = 1 << 2;
  private static final long READ_DIRECTORY = 1 << 3;
  private static final int OPEN_PATH_ONLY = 0x200000 | 0x80000; // O_PATH | O_CLOEXEC
  private static final int CURRENT_DIRECTORY = -100;

  private Landlock() {}

  /** The kernel's version of it; 0 or less if there is none. */
  static long version() {
    return SystemCall.call(SystemCall.LANDLOCK_CREATE_RULESET, 0, 0, VERSION_FLAG, 0);
  }

  /**
   * Restricts the calling thread for ever. Paths that do not exist are left out.
   *
   * @throws IllegalStateException if the kernel refuses
   */
  static void restrict(Collection<Path> readable, Collection<Path> writable) {
    long version = version();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ruleset = arena.allocate(24, 8);
      ruleset.set(JAVA_LONG, 0, fileRights(version));
      ruleset.set(JAVA_LONG, 8, version >= 4 ? 0b11 : 0); // TCP: bind, connect
      ruleset.set(JAVA_LONG, 16, version >= 6 ? 0b11 : 0); // abstract sockets, signals
      int size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
      long rules = SystemCall.checked("landlock ruleset",
          SystemCall.call(SystemCall.LANDLOCK_CREATE_RULESET, ruleset.address(), size, 0, 0));
      readable.forEach(path -> allow(arena, rules, path,
          EXECUTE | READ_FILE | (Files.isDirectory(path) ? READ_DIRECTORY : 0)));
      writable.forEach(path -> allow(arena, rules, path, READ_FILE | WRITE_FILE));
      SystemCall.checked("landlock", SystemCall.call(SystemCall.LANDLOCK_RESTRICT_SELF, rules, 0, 0, 0));
      SystemCall.call(SystemCall.CLOSE, rules, 0, 0, 0);
    }
  }

  /** Every right this version knows, so that all are denied but those allowed below. */
  private static long fileRights(long version) {
    long rights = (1L << 13) - 1;
    rights |= version >= 2 ? 1L << 13 : 0; // moving files between folders
    rights |= version >= 3 ? 1L << 14 : 0; // truncating
    return rights | (version >= 5 ? 1L << 15 : 0); // device controls
  }

  private static void allow(Arena arena, long rules, Path path, long rights) {
    long file = SystemCall.call(SystemCall.OPENAT, CURRENT_DIRECTORY, arena.allocateFrom(path.toString()).address(),
        OPEN_PATH_ONLY, 0);
    if (file < 0) {
      return;
    }
    MemorySegment rule = arena.allocate(12, 8);
    rule.set(JAVA_LONG_UNALIGNED, 0, rights);
    rule.set(JAVA_INT_UNALIGNED, 8, (int) file);
    long added = SystemCall.call(SystemCall.LANDLOCK_ADD_RULE, rules, PATH_BENEATH, rule.address(), 0);
    SystemCall.call(SystemCall.CLOSE, file, 0, 0, 0);
    SystemCall.checked("landlock rule for " + path, added);
  }
}
