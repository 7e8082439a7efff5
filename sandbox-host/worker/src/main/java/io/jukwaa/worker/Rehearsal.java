package io.jukwaa.worker;

import io.jukwaa.frame.Frame;
import io.jukwaa.frame.Frame.Budget;
import io.jukwaa.frame.Frame.Request;
import io.jukwaa.frame.Frame.Start;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Source;

/**
 * Conversations with apps of our own while a worker has no tenant yet: a phone that is the first to dial does not wait
 * until all that has been parsed, initialised and compiled. Nothing of it leaves the worker. Guest thread only.
 *
 * <p>It comes in pieces of a few hundredths of a second of processor time, at most three tenths: a message that arrives waits for one.
 */
final class Rehearsal {
  /**
   * An app and what its user says, beginning with the dialling.
   *
   * @param contents JSON values
   */
  private record Play(Source app, List<String> contents) {
    static Play of(String script, String... contents) {
      return new Play(Source.newBuilder("js", GuestEngine.script(script), script).buildLiteral(), List.of(contents));
    }
  }

  private static final String DIALLED = "null";
  /**
   * Each message more takes more processor time of each worker, and saves less of a first message's: three times as many
   * took 1.5 s more and saved a quarter, without the second half of the last one it was 1.4 s less and twice the first message.
   */
  private static final Play COMPATIBLE = Play.of("rehearsal-compatible.js", DIALLED, "\"x\"", "\"1\"", "\"text\"");
  private static final Play DEFINITION = Play.of("rehearsal-definition.js", DIALLED, "\"1\"", "\"1\"", "\"name\"",
      "\"x\"", "\"7\"", "\"1/2/2000\"",
      "\"1\"", "\"0712345678\"", "\"1\"");
  private static final int MOST_STEPS = 1_000;

  private static final String NOTHING = "null";
  private static final Pattern COMMAND_ID = Pattern.compile("\"cmd_id\":\"([^\"]*)\"");
  /** An object; beside it there are none in the request. */
  private static final Pattern STORED = Pattern.compile("\"value\":(\\{.*})[^{}]*}$", Pattern.DOTALL);

  private final RealmPool realms;
  private final Queue<Runnable> pieces = new ArrayDeque<>();
  private final Queue<Request> asked = new ArrayDeque<>();
  private final Consumer<Request> audience;
  private String stored = NOTHING;

  Rehearsal(RealmPool realms) {
    this(realms, _ -> {
      // Nobody is in the audience.
    });
  }

  /** @param audience gets everything the apps ask for */
  Rehearsal(RealmPool realms, Consumer<Request> audience) {
    this.realms = realms;
    this.audience = audience;
    add(COMPATIBLE);
    // Loading the new face as a whole would be one long piece.
    realms.modules("jukwaa").forEach(module -> pieces.add(() -> realms.peek(realm -> realm.parse(module))));
    add(DEFINITION);
  }

  private void add(Play play) {
    play.contents().forEach(content -> pieces.add(() -> realms.tryOut(realm -> say(realm, play.app(), content))));
  }

  boolean hasMore() {
    return !pieces.isEmpty();
  }

  /** Does the next piece in a realm of the pool. What fails in it fails for tenants too, who get to know then. */
  void holdNext() {
    pieces.remove().run();
  }

  void holdAll() {
    while (hasMore()) {
      holdNext();
    }
  }

  private void say(GuestRealm realm, Source app, String content) {
    asked.clear();
    boolean first = content.equals(DIALLED);
    if (first) {
      stored = NOTHING;
    }
    Start start = new Start(0, "", "on_inbound_message", """
        {"cmd":"inbound-message","cmd_id":"0","reply":false,"msg":{"message_id":"0","from_addr":"+1","to_addr":"*1#",\
        "content":%s,"session_event":"%s","transport_type":"ussd","provider":"none"}}"""
        .formatted(content, first ? "new" : "resume"),
        new Budget(Long.MAX_VALUE, Long.MAX_VALUE, 1_000, 1 << 20, Lengths.STANDARD.string(),
            Lengths.STANDARD.typedArray()));
    GuestRun run = new GuestRun(start, Map.of("config", "{\"name\":\"rehearsal\"}"), realm, this::hear,
        (_, _, _) -> {
          // Nobody waits for a timer.
        });
    realm.begin(app, run);
    GuestRealm.State state = realm.deliver(start.handler(), start.json());
    for (int step = 0; step < MOST_STEPS && state != GuestRealm.State.ENDED; step++) {
      Request request = state == GuestRealm.State.BUSY ? null : asked.poll();
      if (state != GuestRealm.State.BUSY && request == null) {
        return;
      }
      state = request == null ? realm.turn() : realm.reply(request.request(), answer(request));
    }
  }

  private void hear(Frame.ToHost frame) {
    if (frame instanceof Request request) {
      audience.accept(request);
      if (request.request() > 0) {
        asked.add(request);
      }
    }
  }

  private String answer(Request request) {
    if (request.command().equals("kv.set")) {
      Matcher value = STORED.matcher(request.json());
      stored = value.find() ? value.group(1) : NOTHING;
    }
    Matcher id = COMMAND_ID.matcher(request.json());
    return "{\"cmd\":\"" + request.command() + "\",\"cmd_id\":\"" + (id.find() ? id.group(1) : "")
        + "\",\"reply\":true,\"success\":true,\"value\":" + (request.command().equals("kv.get") ? stored : NOTHING)
        + "}";
  }
}
