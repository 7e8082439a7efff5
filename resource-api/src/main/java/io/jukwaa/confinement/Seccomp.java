package io.jukwaa.confinement;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Seccomp: which system calls the process may make. What a worker has no use for answers "not permitted", for every
 * thread it has and will have. Numbers of x86-64. Source: {@code include/uapi/linux/seccomp.h} and {@code filter.h}.
 */
final class Seccomp {
  private static final int SET_MODE_FILTER = 1;
  private static final int ALL_THREADS = 1;
  private static final int ARCHITECTURE = 0xC000003E; // AUDIT_ARCH_X86_64
  private static final int OTHER_ABI = 0x40000000; // the calls of x32
  private static final int CLONE = 56;
  private static final int CLONE3 = 435;
  private static final int NEW_THREAD = 0x00010000; // CLONE_THREAD

  private static final int LOAD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_AT_LEAST = 0x35;
  private static final int JUMP_IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;
  private static final int NUMBER = 0;
  private static final int ARCHITECTURE_FIELD = 4;
  private static final int FIRST_ARGUMENT = 16;

  private static final int KILL = 0x80000000;
  private static final int NOT_PERMITTED = 0x00050000 | 1;
  private static final int NOT_THERE = 0x00050000 | 38; // the C library then uses clone
  private static final int ALLOW = 0x7fff0000;

  private static final int[] SOCKETS = {41, 42, 43, 44, 46, 49, 50, 53, 288, 307};
  private static final int[] PROCESSES = {57, 58, 59, 322, 101, 310, 311, 312, 434, 438, 440, 448, 62, 129, 200, 297,
      424};
  private static final int[] MOUNTS = {155, 161, 165, 166, 272, 308, 428, 429, 430, 431, 432, 433, 442};
  /** Scheduling and memory of other processes too: nothing a worker has to change. */
  private static final int[] SCHEDULING = {141, 142, 144, 203, 251, 256, 279, 314};
  /** What is allowed on the process itself only: {@code tgkill}, with which the JVM wakes its threads, and {@code prlimit}. */
  private static final int[] ON_ITSELF = {234, 302};
  private static final int[] KERNEL = {103, 134, 139, 153, 156, 159, 163, 164, 167, 168, 169, 170, 171, 172, 173, 174,
      175, 176, 177, 178, 179, 180, 212, 227, 246, 248, 249, 250, 298, 305, 313, 320, 321, 323, 425, 426, 427, 447};
  private static final int[] IDENTITY = {105, 106, 113, 114, 116, 117, 119, 122, 123, 126};
  private static final int[] FILES = {76, 77, 82, 83, 84, 85, 86, 87, 88, 90, 91, 92, 93, 94, 132, 133, 188, 189, 190,
      197, 198, 199, 235, 258, 259, 260, 261, 263, 264, 265, 266, 268, 280, 303, 304, 316, 437, 452};
  private static final int[] SHARED_MEMORY = {29, 30, 31, 64, 65, 66, 67, 68, 69, 70, 71, 240, 241, 242, 243, 244, 245};

  private record Instruction(int code, int ifTrue, int ifFalse, int value) {}

  private Seccomp() {}

  /** @throws IllegalStateException if the kernel refuses; {@code no-new-privileges} must be set before */
  static void restrict() {
    List<Instruction> filter = filter();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment instructions = arena.allocate(8L * filter.size(), 8);
      for (int i = 0; i < filter.size(); i++) {
        Instruction instruction = filter.get(i);
        instructions.set(JAVA_SHORT, 8L * i, (short) instruction.code());
        instructions.set(JAVA_BYTE, 8L * i + 2, (byte) instruction.ifTrue());
        instructions.set(JAVA_BYTE, 8L * i + 3, (byte) instruction.ifFalse());
        instructions.set(JAVA_INT, 8L * i + 4, instruction.value());
      }
      MemorySegment program = arena.allocate(16, 8);
      program.set(JAVA_SHORT, 0, (short) filter.size());
      program.set(JAVA_LONG, 8, instructions.address());
      SystemCall.checked("seccomp",
          SystemCall.call(SystemCall.SECCOMP, SET_MODE_FILTER, ALL_THREADS, program.address(), 0));
    }
  }

  private static List<Instruction> filter() {
    List<Instruction> filter = new ArrayList<>();
    filter.add(new Instruction(LOAD, 0, 0, ARCHITECTURE_FIELD));
    filter.add(new Instruction(JUMP_IF_EQUAL, 1, 0, ARCHITECTURE));
    filter.add(new Instruction(RETURN, 0, 0, KILL));
    filter.add(new Instruction(LOAD, 0, 0, NUMBER));
    filter.add(new Instruction(JUMP_IF_AT_LEAST, 0, 1, OTHER_ABI));
    filter.add(new Instruction(RETURN, 0, 0, KILL));
    answer(filter, CLONE3, NOT_THERE);
    filter.add(new Instruction(JUMP_IF_EQUAL, 0, 4, CLONE));
    filter.add(new Instruction(LOAD, 0, 0, FIRST_ARGUMENT));
    filter.add(new Instruction(JUMP_IF_ANY_BIT, 1, 0, NEW_THREAD));
    filter.add(new Instruction(RETURN, 0, 0, NOT_PERMITTED));
    filter.add(new Instruction(LOAD, 0, 0, NUMBER));
    for (int number : ON_ITSELF) {
      onItself(filter, number);
    }
    for (int[] group : List.of(SOCKETS, PROCESSES, MOUNTS, SCHEDULING, KERNEL, IDENTITY, FILES, SHARED_MEMORY)) {
      for (int number : group) {
        answer(filter, number, NOT_PERMITTED);
      }
    }
    filter.add(new Instruction(RETURN, 0, 0, ALLOW));
    return filter;
  }

  private static void onItself(List<Instruction> filter, int number) {
    filter.add(new Instruction(JUMP_IF_EQUAL, 0, 5, number));
    filter.add(new Instruction(LOAD, 0, 0, FIRST_ARGUMENT));
    filter.add(new Instruction(JUMP_IF_EQUAL, 2, 0, 0));
    filter.add(new Instruction(JUMP_IF_EQUAL, 1, 0, (int) ProcessHandle.current().pid()));
    filter.add(new Instruction(RETURN, 0, 0, NOT_PERMITTED));
    filter.add(new Instruction(LOAD, 0, 0, NUMBER));
  }

  private static void answer(List<Instruction> filter, int number, int answer) {
    filter.add(new Instruction(JUMP_IF_EQUAL, 0, 1, number));
    filter.add(new Instruction(RETURN, 0, 0, answer));
  }
}
