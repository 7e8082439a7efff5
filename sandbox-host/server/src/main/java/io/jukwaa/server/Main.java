package io.jukwaa.server;

import io.jukwaa.server.command.JukwaaCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where the process begins; the launcher {@code ./jukwaa} calls it. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    PrintWriter output = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter errors = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    // Also ends what a half started host may have left running, a listening port for example.
    System.exit(JukwaaCommand.run(output, errors, arguments));
  }
}
