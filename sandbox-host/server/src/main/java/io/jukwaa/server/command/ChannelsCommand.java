package io.jukwaa.server.command;

import io.jukwaa.server.Json;
import io.jukwaa.server.deployment.Section;
import io.jukwaa.server.status.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa channels}: how the channels of a running host are, and whose trouble it is if something is wrong. */
@Command(name = "channels", description = "Shows how the channels of a running host are.", mixinStandardHelpOptions = true, subcommands = ChannelsCommand.Test.class)
final class ChannelsCommand implements Callable<Integer> {
  private static final String ROW = "%-20s %-9s %-9s %-18s %-10s %-10s %-10s %8s %-8s %9s";

  @Spec
  private @Nullable CommandSpec spec;

  @Mixin
  private HostUrl host = new HostUrl();

  /** Ends with 1 if a channel is down, so that scripts can ask. */
  @Override
  public Integer call() {
    Foreground foreground = new Foreground(spec);
    List<Section> channels = new Section("", Json.object("answer", host.get("/channels"))).list("channels");
    if (channels.isEmpty()) {
      foreground.print("The host has no channels (expected: some under deploy.channels).");
      return 0;
    }
    foreground.print(String.format(ROW, "CHANNEL", "STATUS", "SIDE", "TRANSPORT", "CONNECTED", "LAST IN", "LAST OUT",
        "WAITING", "OLDEST", "RECEIPTS").stripTrailing());
    Instant now = Instant.now();
    boolean down = false;
    for (Section channel : channels) {
      down |= channel.text("status").equals("down");
      show(foreground, channel, now);
    }
    return down ? 1 : 0;
  }

  private static void show(Foreground foreground, Section channel, Instant now) {
    List<Section> findings = channel.list("findings");
    String waiting = channel.section("queue").textOrNull("waiting");
    String receipts = channel.textOrNull("receipts_percent");
    foreground.print(String.format(ROW, channel.text("channel"), channel.text("status"),
        findings.isEmpty() ? "" : findings.getFirst().text("side"), channel.text("transport"),
        ago(channel.textOrNull("last_connected_at"), now, "-"), ago(channel.textOrNull("last_in_at"), now, "never"),
        ago(channel.textOrNull("last_out_at"), now, "never"), waiting == null ? "-" : waiting,
        ago(channel.section("queue").textOrNull("oldest_at"), now, "-"), receipts == null ? "-" : receipts + "%")
        .stripTrailing());
    findings.forEach(finding -> foreground.print("  " + finding.text("text") + " (for "
        + Spans.text(Duration.between(Instant.parse(finding.text("since")), now)) + ")"));
    String last = channel.section("last_error").textOrNull("text");
    if (last != null && findings.stream().noneMatch(finding -> finding.text("text").contains(last))) {
      foreground.print("  last error " + ago(channel.section("last_error").text("at"), now, "") + " ago: " + last);
    }
  }

  private static String ago(@Nullable String time, Instant now, String otherwise) {
    return time == null ? otherwise : Spans.text(Duration.between(Instant.parse(time), now));
  }

  /** {@code ./jukwaa channels test}: tries one out. */
  @Command(name = "test", description = "Tries a channel out: sends a text to a phone, or dials where nothing can be sent.", mixinStandardHelpOptions = true)
  static final class Test implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private HostUrl host = new HostUrl();

    @Parameters(paramLabel = "CHANNEL", description = "its key")
    private String channel = "";

    @Option(names = "--to", paramLabel = "ADDRESS", required = true, description = "the phone that gets the text, or that dials")
    private String address = "";

    @Option(names = "--within", paramLabel = "SECONDS", defaultValue = "60", description = "how long to wait (default: ${DEFAULT-VALUE})")
    private int within;

    /** Ends with 1 if it failed. */
    @Override
    public Integer call() {
      Foreground foreground = new Foreground(spec);
      Section result = new Section("", Json.object("answer",
          host.post("/channels/" + channel + "/test", Json.text(Map.of("address", address, "within", within)))));
      for (Section step : result.list("steps")) {
        foreground.print(String.format("%8s ms  %-12s %s", step.text("after_ms"), step.text("step"),
            String.valueOf(step.textOrNull("text")).replace("\n", " / ")).stripTrailing());
      }
      boolean passed = result.flag("passed");
      foreground.print((passed ? "passed: " : "failed: ") + result.text("verdict"));
      return passed ? 0 : 1;
    }
  }
}
