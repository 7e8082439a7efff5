package io.jukwaa.server.command;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.Host;
import io.jukwaa.server.doctor.Finding;
import io.jukwaa.server.doctor.Finding.Grade;
import io.jukwaa.server.gateway.Gateway;
import io.jukwaa.server.gateway.GatewayCheck;
import io.jukwaa.server.gateway.Screen;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa dial}: a phone on the command line. Ends with 1 if a gateway would not take an answer. */
@Command(name = "dial", description = "Dials a USSD channel as Africa's Talking does, or tries what gateways do to one.", mixinStandardHelpOptions = true)
final class DialCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "URL", description = "of the channel, with its secret, such as http://127.0.0.1:8080/ussd/clinic")
  private String url = "";

  @Parameters(index = "1..*", paramLabel = "ANSWER", description = "what to type, one for each screen; without any, what is typed in")
  private List<String> answers = List.of();

  @Option(names = "--from", paramLabel = "NUMBER", defaultValue = "+254700000001", description = "the phone's (default: ${DEFAULT-VALUE})")
  private String from = "";

  @Option(names = "--code", paramLabel = "CODE", defaultValue = "*384*100#", description = "what is dialled (default: ${DEFAULT-VALUE})")
  private String code = "";

  @Option(names = "--check", description = "ask twice, side by side, out of the middle, hang up, leave a field out, and say what came of it")
  private boolean check;

  @Override
  public Integer call() {
    Foreground foreground = new Foreground(spec);
    try (Gateway gateway = new Gateway(address(), from, code)) {
      return check ? checked(foreground, gateway) : talked(foreground, gateway);
    }
  }

  private static int checked(Foreground foreground, Gateway gateway) {
    List<Finding> findings = new GatewayCheck(gateway, DialCommand::session).all();
    findings.forEach(finding -> foreground.print(finding.line()));
    return findings.stream().anyMatch(finding -> finding.grade() == Grade.FAIL) ? 1 : 0;
  }

  private int talked(Foreground foreground, Gateway gateway) {
    String session = session();
    StringBuilder typed = new StringBuilder();
    Iterator<String> next = answers.isEmpty() ? keyboard() : answers.iterator();
    Screen screen = gateway.step(session, "");
    while (screen.fault() == null) {
      foreground.print(screen.content());
      if (!screen.asks() || !next.hasNext()) {
        return 0;
      }
      String answer = next.next();
      foreground.print("> " + answer);
      typed.append(typed.isEmpty() ? "" : "*").append(answer);
      screen = gateway.step(session, typed.toString());
    }
    foreground.print("a gateway would not take this: " + screen.fault());
    return 1;
  }

  /** Its lines until it ends. */
  private static Iterator<String> keyboard() {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return lines.lines().iterator();
  }

  private static String session() {
    return "dial-" + Host.stamp().id();
  }

  private URI address() {
    try {
      URI address = URI.create(url);
      if (address.getHost() != null && "http".equals(address.getScheme())) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw (InvalidFieldException) new InvalidFieldException("URL", url.replaceFirst("[?].*", "?…"),
          "http:// and what follows").initCause(e);
    }
    throw new InvalidFieldException("URL", url.replaceFirst("[?].*", "?…"), "http:// and what follows");
  }
}
