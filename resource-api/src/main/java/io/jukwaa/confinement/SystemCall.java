package io.jukwaa.confinement;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** System calls of Linux by number. Numbers and constants are those of the kernel's {@code include/uapi}. */
final class SystemCall {
  static final boolean IS_X86_64 = System.getProperty("os.name", "").equals("Linux")
      && System.getProperty("os.arch", "").equals("amd64");

  static final int PERMISSION_DENIED = -13;

  static final int OPENAT = 257;
  static final int CLOSE = 3;
  static final int PRCTL = 157;
  static final int PRLIMIT = 302;
  static final int GETPRIORITY = 140;
  static final int SETPRIORITY = 141;
  static final int SCHED_SETSCHEDULER = 144;
  static final int GETTID = 186;
  static final int SECCOMP = 317;
  static final int LANDLOCK_CREATE_RULESET = 444;
  static final int LANDLOCK_ADD_RULE = 445;
  static final int LANDLOCK_RESTRICT_SELF = 446;

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle CALL = Linker.nativeLinker().downcallHandle(
      Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
      FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
      Linker.Option.firstVariadicArg(1), Linker.Option.captureCallState("errno"));

  private SystemCall() {}

  /** The call's result, or its error number, negative. A fifth argument is 0, as some calls insist. */
  static long call(int number, long first, long second, long third, long fourth) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long result = (long) CALL.invokeExact(state, (long) number, first, second, third, fourth, 0L);
      return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** @throws IllegalStateException naming what was tried, if the result is an error */
  static long checked(String what, long result) {
    if (result < 0) {
      throw new IllegalStateException(what + ": error " + -result);
    }
    return result;
  }
}
