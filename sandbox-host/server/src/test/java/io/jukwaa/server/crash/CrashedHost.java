package io.jukwaa.server.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.bench.HostProcess;
import io.jukwaa.server.traps.GatedServer;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.MessageLog;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Ends a host while each of its users' messages is at a point of its own, starts the next one on the same data and says
 * what is wrong then. The app tells the web {@code begun-}, {@code sent-} (a message to somebody else) and {@code
 * replied-} with the content of its message, and can be held at each of these.
 *
 * @param end kills the host, or stops it
 */
record CrashedHost(Installation installation, Path folder, Consumer<HostProcess> end) {
  private static final String APP = """
      api.on_inbound_message = function (command) {
        var content = command.msg.content, id = command.msg.message_id;
        function tell(how, then) { api.request('http.get', {url: 'WEB' + how + '-' + content}, then); }
        tell('begun', function () {
          api.request('outbound.send_to', {content: 'for ' + content, to_addr: '+999'}, function () {
            tell('sent', function () {
              api.request('outbound.reply_to', {content: 're ' + content, in_reply_to: id}, function () {
                tell('replied', function () { api.done(); });
              });
            });
          });
        });
      };
      api.on_inbound_event = function (command) {
        var id = command.msg.event_id;
        api.request('outbound.send_to', {content: 'for ' + id, to_addr: '+999'}, function () {
          api.request('http.get', {url: 'WEBtold-' + id}, function () { api.done(); });
        });
      };
      """;
  private static final Set<String> HELD = Set.of("begun-stored", "sent-sent", "replied-replied", "begun-phone",
      "told-event");
  /** Those whose answer does not depend on how quick the host is. */
  private static final Set<String> ANSWERED = Set.of("replied", "phone");
  private static final String PATIENT = "phones";
  private static final String ASYNCHRONOUS = "texts";

  /** What is wrong after the crash; empty if nothing is. */
  List<String> findings() throws Exception {
    Path data = folder.resolve("data");
    List<String> wrong = new ArrayList<>();
    try (GatedServer web = GatedServer.start(HELD::contains, Duration.ofMinutes(2));
        HttpClient client = HttpClient.newHttpClient()) {
      String config = configure(web).toString();
      crash(new HostProcess(installation, data, "serve", "--config", config), web, client);
      web.open();
      int before = web.asked().size();
      try (HostProcess second = new HostProcess(installation, data, "serve", "--config", config)) {
        for (String content : List.of("newer", "cut", "replied", "sent", "stored", "behind", "phone")) {
          String channel = content.equals("phone") ? PATIENT : ASYNCHRONOUS;
          String answer = post(client, second.port(), "messages/" + channel, message(content)).join();
          check(wrong, content + " is not answered with its reply: " + answer,
              !ANSWERED.contains(content) || answer.contains("\"re " + content + "\""));
        }
        for (String content : List.of("newer", "cut", "sent", "stored", "behind", "phone")) {
          web.awaitAsked("replied-" + content);
        }
      }
      runs(wrong, web.asked().subList(before, web.asked().size()));
    }
    try (EmbeddedDatabase left = EmbeddedDatabase.open(data, Clock.systemUTC())) {
      stored(wrong, left);
    }
    return wrong;
  }

  /** Every message is accepted or not yet, as its point says, when the host is killed. */
  private void crash(HostProcess host, GatedServer web, HttpClient client) throws Exception {
    try (host; Socket cut = new Socket(InetAddress.getLoopbackAddress(), host.port())) {
      post(client, host.port(), "messages/" + ASYNCHRONOUS, message("stored")).join();
      post(client, host.port(), "messages/" + ASYNCHRONOUS, message("behind")).join();
      post(client, host.port(), "messages/" + ASYNCHRONOUS, message("sent")).join();
      post(client, host.port(), "messages/" + ASYNCHRONOUS, message("replied")).join();
      post(client, host.port(), "events/" + ASYNCHRONOUS, Map.of("event_id", "event", "event_type", "ack",
          "user_message_id", "earlier", "sent_message_id", "1")).join();
      CompletableFuture<String> phone = post(client, host.port(), "messages/" + PATIENT, message("phone"));
      cut.getOutputStream().write(("POST /messages/" + ASYNCHRONOUS + " HTTP/1.1\r\nHost: localhost\r\n"
          + "Content-Type: application/json\r\nContent-Length: 999\r\n\r\n{\"message_id\": \"cut\"").getBytes(UTF_8));
      HELD.forEach(web::awaitAsked);
      end.accept(host);
      phone.handle((_, _) -> true).join();
    }
  }

  private static void runs(List<String> wrong, List<String> asked) {
    check(wrong, "stored and behind are not run once and in order, before newer: " + asked,
        asked.stream().filter(page -> page.matches("(begun|replied)-(stored|behind|newer)")).toList()
            .equals(List.of("begun-stored", "replied-stored", "begun-behind", "replied-behind", "begun-newer",
                "replied-newer")));
    for (String content : List.of("cut", "sent", "phone")) {
      check(wrong, content + " is not run once: " + asked,
          asked.stream().filter(("begun-" + content)::equals).count() == 1);
    }
    check(wrong, "the app is not told of the event once: " + asked,
        asked.stream().filter("told-event"::equals).count() == 1);
    check(wrong, "replied is run again: " + asked, !asked.contains("begun-replied"));
  }

  private static void stored(List<String> wrong, EmbeddedDatabase left) {
    var app = java.util.Objects.requireNonNull(left.deployments().app("held"));
    MessageLog log = left.messages();
    for (String content : List.of("stored", "behind", "newer", "sent", "replied", "cut", "phone")) {
      String channel = content.equals("phone") ? PATIENT : ASYNCHRONOUS;
      List<String> sent = log.sentFor(app, channel, content).stream().map(message -> message.content() + "").toList();
      check(wrong, content + " is not complete", log.isComplete(app, channel, content));
      check(wrong, content + " has sent " + sent, sent.equals(List.of("for " + content, "re " + content)));
    }
    check(wrong, "outbound: " + log.count(app, MessageLog.Direction.OUTBOUND),
        log.count(app, MessageLog.Direction.OUTBOUND) == 15);
    List<String> lines = left.appLog().tail(app, AppLog.KEPT).stream().map(AppLog.Line::text).toList();
    check(wrong, "the app's log: " + lines, lines.stream().filter(line -> !line.equals("Done.")).toList()
        .equals(List.of("message phone: lost: the host ended, or a store was gone, before there was a reply")));
    check(wrong, "something is unfinished", left.inbox().claim(1).isEmpty());
  }

  private static void check(List<String> wrong, String what, boolean right) {
    if (!right) {
      wrong.add(what);
    }
  }

  /** Of one user: what is stored, what waits behind it and what is newer. */
  private static Map<String, String> message(String content) {
    String user = Set.of("stored", "behind", "newer").contains(content) ? "+1" : "+" + content.hashCode();
    Map<String, String> message = new java.util.HashMap<>(Map.of("message_id", content, "content", content,
        "from_addr", user, "to_addr", "12345"));
    if (content.equals("phone")) {
      message.put("session_event", "resume");
    }
    return message;
  }

  private static CompletableFuture<String> post(HttpClient client, int port, String path,
      Map<String, String> message) {
    return client.sendAsync(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(Json.pretty(message))).build(),
        HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::body);
  }

  private Path configure(GatedServer web) throws IOException {
    Files.writeString(folder.resolve("held.js"), APP.replace("WEB", web.url("")));
    Map<String, Object> app = Map.of("tenant", "acme", "file", "held.js", "modules", "vumigo-0.3", "private-hosts",
        List.copyOf(web.hosts()), "config", Map.of("config", Map.of("process_events", true)));
    return Files.writeString(folder.resolve("host.yaml"), Json.pretty(Map.of(
        "server", Map.of("stop-within", "4s"), "sandbox",
        Map.of("cpu-time", "20s", "wall-time", "60s", "spare-workers", "0", "compile", "off"),
        "deploy", Map.of("tenants", Map.of("acme", Map.of()), "apps", Map.of("held", app), "channels", Map.of(
            ASYNCHRONOUS, Map.of("transport", "json", "app", "held", "settings", Map.of("within", "1")),
            PATIENT, Map.of("transport", "json", "app", "held", "settings", Map.of("within", "60")))))));
  }
}
