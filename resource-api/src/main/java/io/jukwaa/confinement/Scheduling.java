package io.jukwaa.confinement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Who gets the processor first: phones before work in the background, and both before runs that have had their share.
 *
 * <p>None of it needs rights, as it only ever lowers a priority. On anything but Linux on x86-64 nothing happens.
 */
public final class Scheduling {
  private static final int LOW_NICE = 10;
  private static final int LOWEST_NICE = 19;
  private static final int WHEN_IDLE = 5; // SCHED_IDLE
  /** The kernel answers 20 less the niceness, so that no answer is negative. */
  private static final int PRIORITY_OF_ZERO = 20;
  /** The JVM's compiler that takes tens of milliseconds for a method; the kernel cuts names after 15 letters. */
  private static final String THOROUGH_COMPILER = "C2 CompilerThre";

  private Scheduling() {}

  /** Lets this JVM's thorough compiler work with a worker's priority: nobody waits for it, and workers' phones do wait. */
  public static void compileInBackground() {
    long process = ProcessHandle.current().pid();
    forEachThread(process, thread -> {
      if (name(process, thread).equals(THOROUGH_COMPILER)) {
        SystemCall.call(SystemCall.SETPRIORITY, 0, thread, LOW_NICE, 0);
      }
    });
  }

  /** From now on the calling thread and what it starts have low priority, that of workers. */
  static void comeAfterHost() {
    if (SystemCall.IS_X86_64) {
      SystemCall.call(SystemCall.SETPRIORITY, 0, 0, LOW_NICE, 0);
    }
  }

  /** Whether the calling thread has low priority, or lower. */
  static boolean comesAfterHost() {
    return SystemCall.call(SystemCall.GETPRIORITY, 0, 0, 0, 0) <= PRIORITY_OF_ZERO - LOW_NICE;
  }

  /** Gives a process the lowest priority of all; nothing happens if it has just ended. */
  public static void lowerPriority(long process) {
    forEachThread(process, thread -> SystemCall.call(SystemCall.SETPRIORITY, 0, thread, LOWEST_NICE, 0));
  }

  /** The calling thread, as the operating system numbers it; 0 where priorities are not set. */
  public static int thread() {
    return SystemCall.IS_X86_64 ? (int) SystemCall.call(SystemCall.GETTID, 0, 0, 0, 0) : 0;
  }

  /**
   * From now on, and for ever, the calling thread and those it starts have the processor only when nobody else wants
   * it. Not once the process is confined.
   */
  public static void comeLast() {
    if (SystemCall.IS_X86_64) {
      comeLast(0);
    }
  }

  /**
   * From now on, and for ever, a thread of another process has the processor only when nobody else wants it; nothing
   * happens if it is not one, or has ended.
   */
  public static void comeLast(long process, int thread) {
    if (isThread(process, thread)) {
      comeLast(thread);
    }
  }

  private static void comeLast(int thread) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment noPriority = arena.allocate(4, 4);
      SystemCall.call(SystemCall.SCHED_SETSCHEDULER, thread, WHEN_IDLE, noPriority.address(), 0);
    }
  }

  private static boolean isThread(long process, int thread) {
    return SystemCall.IS_X86_64 && Files.exists(Path.of("/proc/" + process + "/task/" + thread));
  }

  private static void forEachThread(long process, LongConsumer act) {
    if (!SystemCall.IS_X86_64) {
      return;
    }
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + process + "/task"))) {
      threads.forEach(thread -> act.accept(Long.parseLong(thread.getFileName().toString())));
    } catch (IOException | UncheckedIOException e) {
      // It has ended.
    }
  }

  private static String name(long process, long thread) {
    try {
      return Files.readString(Path.of("/proc/" + process + "/task/" + thread + "/comm")).strip();
    } catch (IOException e) {
      return ""; // It has ended.
    }
  }
}
