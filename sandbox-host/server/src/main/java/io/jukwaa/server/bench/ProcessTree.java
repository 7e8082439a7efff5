package io.jukwaa.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Processor time and memory of a process and of those it started, from {@code /proc}. */
public record ProcessTree(ProcessHandle root) {
  /** The unit of {@code /proc/PID/stat}: Linux shows 100 ticks a second to programs, whatever its own clock does. */
  private static final double MILLISECONDS_PER_TICK = 10;
  /** Positions behind the name in {@code /proc/PID/stat}, see proc_pid_stat(5). */
  private static final int UTIME = 11;
  private static final int CUTIME = 13;

  /**
   * Processor time used so far, in milliseconds.
   *
   * @param own by the process itself
   * @param children by all it started, also those that have ended
   */
  record Cpu(double own, double children) {
    Cpu minus(Cpu before) {
      return new Cpu(own - before.own, children - before.children);
    }

    double total() {
      return own + children;
    }
  }

  Cpu cpu() {
    double[] own = times(root.pid());
    double children = descendants().stream().map(child -> times(child.pid())).mapToDouble(time -> time[0] + time[1])
        .sum();
    return new Cpu(own[0], own[1] + children);
  }

  /** Resident memory of the root, in bytes. */
  public long resident() {
    return resident(root.pid());
  }

  /** Threads of the root. */
  public long threads() {
    return status(root.pid(), "Threads:");
  }

  /**
   * A process below the root.
   *
   * @param command its command line
   * @param resident memory in bytes; 0 if it has just ended
   */
  public record Child(String command, long resident) {}

  /** What is there below the root now. */
  public List<Child> children() {
    return descendants().stream().map(child -> new Child(command(child.pid()), resident(child.pid()))).toList();
  }

  /** Resident memory of each process below the root, in bytes. */
  List<Long> residentOfChildren() {
    return children().stream().map(Child::resident).toList();
  }

  List<ProcessHandle> descendants() {
    return root.descendants().toList();
  }

  /** What the process used and what its ended children used; nothing if it has just ended. */
  private static double[] times(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return new double[]{sum(fields, UTIME), sum(fields, CUTIME)};
    } catch (IOException e) {
      return new double[]{0, 0};
    }
  }

  private static double sum(String[] fields, int first) {
    return (Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1])) * MILLISECONDS_PER_TICK;
  }

  private static String command(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }

  private static long resident(long pid) {
    return status(pid, "VmRSS:") << 10;
  }

  /** A number of {@code /proc/PID/status}; 0 if the process has just ended. */
  private static long status(long pid, String name) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines.filter(line -> line.startsWith(name)).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst().orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
