package io.jukwaa.confinement;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Tries what hostile Java code in a worker would: {@code Probe VICTIM_PID FOLDER confined}. Prints a line for each. */
final class Probe {
  /** What must be denied. Signals come last: without walls they end the victim. */
  static final List<String> DENIED = List.of("read a file", "list a folder", "write a file", "make a folder",
      "read another process", "open a server socket", "open a datagram socket", "open a local socket",
      "start a process", "change another's limits", "signal one thread of another", "signal another");
  private static final int KILL = 62;
  private static final int TGKILL = 234;
  private static final int SIGKILL = 9;

  private Probe() {}

  interface Attempt {
    void make() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    long victim = Long.parseLong(arguments[0]);
    Path folder = Path.of(arguments[1]);
    Set<Layer> layers = Boolean.parseBoolean(arguments[2]) ? Confinement.confineSelf() : Confinement.inForce();
    System.out.println("layers=" + Layer.text(layers));
    List<Attempt> attempts = List.of(() -> Files.readString(Path.of("/etc/passwd")),
        Probe::listRoot,
        () -> Files.writeString(folder.resolve("written"), "x"), () -> Files.createDirectory(folder.resolve("made")),
        () -> Files.readAllBytes(Path.of("/proc/" + victim + "/status")), () -> new ServerSocket(0).close(),
        () -> new DatagramSocket().close(), () -> SocketChannel.open(StandardProtocolFamily.UNIX).close(),
        () -> new ProcessBuilder("/bin/true").start().waitFor(), () -> call(SystemCall.PRLIMIT, victim, 4, 0),
        () -> call(TGKILL, victim, victim, 0), () -> call(KILL, victim, SIGKILL, 0));
    for (int number = 0; number < attempts.size(); number++) {
      say(DENIED.get(number), attempts.get(number));
    }
    say("start a thread", () -> {
      Thread thread = new Thread(() -> {});
      thread.start();
      thread.join();
    });
  }

  private static void listRoot() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/"))) {
      files.iterator().next();
    }
  }

  private static void say(String what, Attempt attempt) {
    String result = "done";
    try {
      attempt.make();
    } catch (Exception | LinkageError e) {
      result = "denied: " + e.getClass().getSimpleName();
    }
    System.out.println(what + "=" + result);
  }

  private static void call(int number, long first, long second, long third) throws IOException {
    long result = SystemCall.call(number, first, second, third, 0);
    if (result < 0) {
      throw new IOException("error " + -result);
    }
  }
}
