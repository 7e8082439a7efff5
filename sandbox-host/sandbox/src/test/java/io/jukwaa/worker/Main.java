package io.jukwaa.worker;

import io.jukwaa.confinement.Scheduling;
import io.jukwaa.frame.Frame;
import io.jukwaa.frame.Frame.Ended;
import io.jukwaa.frame.Frame.Ending;
import io.jukwaa.frame.Frame.Load;
import io.jukwaa.frame.Frame.Ready;
import io.jukwaa.frame.Frame.Request;
import io.jukwaa.frame.Frame.Slow;
import io.jukwaa.frame.Frame.Start;
import io.jukwaa.frame.Frame.Usage;
import io.jukwaa.frame.FrameReader;
import io.jukwaa.frame.FrameWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/**
 * A worker without guests: each run does what one word, the app's source, says. {@code fail} ends it with the process id
 * as its message; {@code wait} does nothing; the others are what a worker that guests have taken over might try.
 */
public final class Main {
  /** How a JVM ends that was told to when its heap is full. */
  private static final int FULL_HEAP = 3;
  private static final Usage USAGE = new Usage(1, 1, 0, 0);

  private final PrintStream out;
  private final FrameWriter writer;
  private boolean deaf;

  private Main(PrintStream out) {
    this.out = out;
    this.writer = new FrameWriter(out);
  }

  public static void main(String[] arguments) throws IOException {
    System.out.print("what a JVM prints\0juk");
    new Main(System.out).work(new FrameReader(System.in), arguments[0]);
  }

  private void work(FrameReader reader, String moduleSet) throws IOException {
    writer.greet();
    say(new Ready("fake", false, ""));
    Map<String, String> apps = new HashMap<>();
    for (Frame frame = reader.read(); frame != null; frame = reader.read()) {
      switch (frame) {
        case Load load -> apps.put(load.app(), load.source());
        case Start start -> obey(apps.getOrDefault(start.app(), "unknown app"), start.run());
        case Frame.Stop stop when deaf -> {
          // Goes on.
        }
        case Frame.Stop stop -> say(new Ended(stop.run(), Ending.STOPPED, stop.limit(), "", USAGE, false));
        case Frame.Rehearse _ when moduleSet.endsWith("leaves-instead-of-rehearsing") -> System.exit(0);
        case Frame.Rehearse _,Frame.Answer _,Frame.ToHost _ -> {
          // Of no interest here.
        }
      }
    }
  }

  private void obey(String word, long run) throws IOException {
    switch (word) {
      case "fail" -> say(end(run, false));
      case "fail and be replaced" -> say(end(run, true));
      case "wait" -> {
        // Until it is stopped.
      }
      case "say so and wait" -> say(new Request(run, 0, "log.info", "{\"msg\":\"waiting\"}"));
      case "be deaf" -> deaf = true;
      case "log ten lines" -> {
        for (int line = 0; line < 10; line++) {
          say(new Request(run, 0, "log.info", "{\"msg\":\"line\"}"));
        }
        say(end(run, false));
      }
      case "garbage" -> raw(new byte[]{0, 0, 0, 3, 99, 1, 2});
      case "oversize" -> raw(new byte[]{0x7f, -1, -1, -1});
      case "negative" -> raw(new byte[]{-1, -1, -1, -1});
      case "half a frame" -> {
        raw(new byte[]{0, 0, 0, 100, 66});
        System.exit(0);
      }
      case "end of another run" -> say(end(run + 1_000, false));
      case "request of another run" -> say(new Request(run + 1_000, 0, "log.info", "{\"msg\":\"stolen\"}"));
      case "end twice" -> {
        say(end(run, false));
        say(end(run, false));
      }
      case "speak after the end" -> {
        say(end(run, false));
        say(new Request(run, 0, "log.info", "{\"msg\":\"late\"}"));
      }
      case "order about" -> say(new Load("app", "name", "source", java.util.Map.of()));
      case "not json" -> {
        say(new Request(run, 1, "log.info", "][ \0"));
        say(end(run, false));
      }
      case "exit" -> System.exit(0);
      case "fill the heap" -> System.exit(FULL_HEAP);
      case "be slow" -> beSlow(run, Scheduling.thread());
      default -> obeyInProcess(word.split(" in ", -1), run);
    }
  }

  private void beSlow(long run, int thread) throws IOException {
    say(new Slow(thread));
    say(new Ended(run, Ending.FAILED, Integer.toString(thread), "", USAGE, false));
  }

  /**
   * {@code exit in PID}, {@code fill the heap in PID} and {@code wait in PID}; in any other process the run ends. {@code slow in TID} says so of any
   * thread.
   */
  private void obeyInProcess(String[] words, long run) throws IOException {
    if (words[0].equals("slow")) {
      beSlow(run, Integer.parseInt(words[1]));
      return;
    }
    if (Long.parseLong(words[1]) != ProcessHandle.current().pid()) {
      say(end(run, false));
    } else if (words[0].equals("exit")) {
      System.exit(0);
    } else if (words[0].equals("fill the heap")) {
      System.exit(FULL_HEAP);
    } else {
      say(new Request(run, 0, "log.info", "{\"msg\":\"waiting\"}"));
    }
  }

  private static Ended end(long run, boolean discard) {
    return new Ended(run, Ending.FAILED, Long.toString(ProcessHandle.current().pid()), "", USAGE, discard);
  }

  private void say(Frame frame) throws IOException {
    writer.write(frame);
    writer.flush();
  }

  private void raw(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }
}
