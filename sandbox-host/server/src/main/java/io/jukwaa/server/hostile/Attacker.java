package io.jukwaa.server.hostile;

import io.jukwaa.server.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One hostile tenant: runs its programs one by one and judges what came of each. One thread. */
final class Attacker {
  /** An app that has cost so many workers is not run for a while, which is as it should be. */
  private static final int UNTIL_PAUSE = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern TIME_LIMIT = Pattern.compile("(CPU|wall) milliseconds: (\\d+) \\(limit: (\\d+)\\).*");
  private static final Pattern WENT_ON = Pattern.compile(".*went on until (\\d+)");
  private static final Pattern REFUSED = Pattern.compile("(log lines|HTTP requests|messages): \\d+ \\(limit: \\d+\\)");
  /** What the log says of a run whose worker was given up. */
  private static final String REPLACED = "; its worker was replaced";
  /** What the log says of an app that called done and sent nothing, as hostile ones do. */
  private static final String SILENT_END = "the app ended without a reply";
  /** What a program says that got what it must not. */
  static final Pattern ESCAPED = Pattern.compile("(?s)\\s*(PWNED|DISCLOSED).*");

  private final int number;
  private final int port;
  private final HostLog log;
  private final Duration mostOver;
  private final Map<String, Integer> losses = new HashMap<>();
  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What the app's log says happened: what came of the run and the limit. */
  private record Told(String came, String limit, boolean workerLost) {}

  private record Heard(int status, List<String> contents, long millis) {}

  /** @param mostOver how long after its limit of time a run may go on */
  Attacker(int number, int port, HostLog log, Duration mostOver) {
    this.number = number;
    this.port = port;
    this.log = log;
    this.mostOver = mostOver;
  }

  Verdict run(Program program, GoodTenant good) {
    int then = good.now();
    String app = HostileDeployment.app(number, program);
    int before = log.lines(app, 0).size();
    String id = UUID.randomUUID().toString().replace("-", "");
    Heard heard = say(app, id);
    List<String> lines = log.lines(app, before);
    Told told = told(lines, "message " + id + ": ");
    if (told.workerLost()) {
      losses.merge(program.name(), 1, Integer::sum);
    }
    long over = over(told);
    List<String> wrong = wrong(program, heard, told, over);
    lines.stream().filter(line -> ESCAPED.matcher(line).matches()).findFirst().ifPresent(wrong::add);
    long next = told.workerLost() ? say(HostileDeployment.next(number), UUID.randomUUID().toString()).millis() : 0;
    return new Verdict(program, told.came(), told.limit(), heard.millis(), over, told.workerLost(), next, wrong,
        good.since(then));
  }

  /** Sends a message to any app and says whether it answered with this. */
  boolean isAnswered(String app, String content) {
    return say(app, UUID.randomUUID().toString()).contents().contains(content);
  }

  private List<String> wrong(Program program, Heard heard, Told told, long over) {
    List<String> wrong = new ArrayList<>();
    if (heard.status() != 200 || heard.contents().isEmpty()) {
      wrong.add("its user got no answer (status " + heard.status() + ")");
    }
    heard.contents().stream().filter(content -> ESCAPED.matcher(content).matches()).findFirst().ifPresent(wrong::add);
    if (told.came().equals("paused") && losses.getOrDefault(program.name(), 0) < UNTIL_PAUSE) {
      wrong.add("was not run: " + told.limit());
    }
    if (told.came().equals("ended") && !program.mayEnd()) {
      wrong.add("was not stopped");
    }
    if (over > mostOver.toMillis()) {
      wrong.add("went on for " + over + " ms after its limit");
    }
    return wrong;
  }

  private static Told told(List<String> lines, String prefix) {
    String told = lines.stream().filter(line -> line.startsWith(prefix)).reduce((_, last) -> last).orElse("");
    String what = told.isEmpty() ? "" : told.substring(prefix.length()).lines().findFirst().orElse("");
    Told stopped = stopped(what);
    if (stopped != null) {
      return stopped;
    }
    if (!what.isEmpty() && !what.equals(SILENT_END)) {
      return new Told("error", what.length() > 100 ? what.substring(0, 100) + "…" : what, what.endsWith(REPLACED));
    }
    return lines.stream().filter(line -> REFUSED.matcher(line).matches()).findFirst()
        .map(line -> new Told("throttled", line, false)).orElse(new Told("ended", "", false));
  }

  private static @Nullable Told stopped(String what) {
    if (what.startsWith("stopped with its worker: ")) {
      return new Told("killed", what.substring("stopped with its worker: ".length()), true);
    }
    if (what.startsWith("stopped: ")) {
      return new Told("killed", what.substring("stopped: ".length()), what.endsWith(REPLACED));
    }
    if (what.startsWith("lost: ")) {
      return new Told("killed", what.substring("lost: ".length()), true);
    }
    return what.startsWith("not run: ") ? new Told("paused", what.substring("not run: ".length()), false) : null;
  }

  private static long over(Told told) {
    Matcher limit = TIME_LIMIT.matcher(told.limit());
    if (!limit.matches()) {
      return 0;
    }
    long allowed = Long.parseLong(limit.group(3));
    Matcher on = WENT_ON.matcher(told.limit());
    if (on.matches()) {
      return Long.parseLong(on.group(1)) - allowed;
    }
    return Long.parseLong(limit.group(2)) - allowed;
  }

  private Heard say(String app, String id) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("message_id", id);
    message.put("from_addr", "+2783" + number);
    message.put("to_addr", "*120*1#");
    message.put("content", "hi");
    message.put("session_event", "new");
    message.put("transport_type", "ussd");
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/messages/" + app))
        .header("Content-Type", "application/json").timeout(PATIENCE)
        .POST(HttpRequest.BodyPublishers.ofString(Json.text(message))).build();
    long start = System.nanoTime();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      return new Heard(response.statusCode(), response.statusCode() == 200 ? contents(response.body()) : List.of(),
          millis);
    } catch (IOException e) {
      return new Heard(0, List.of(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Heard(0, List.of(), 0);
    }
  }

  private static List<String> contents(String body) {
    List<String> contents = new ArrayList<>();
    if (Json.object("answer", body).value("messages") instanceof List<?> messages) {
      messages.forEach(message -> contents.add(String.valueOf(Json.object("message", Json.text(message))
          .value("content"))));
    }
    return contents;
  }
}
