package io.jukwaa.worker;

import io.jukwaa.frame.Frame;
import io.jukwaa.frame.Frame.Budget;
import io.jukwaa.frame.Frame.Request;
import io.jukwaa.frame.Frame.Start;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Source;

/**
 * Conversations with an app of our own while a worker has no tenant yet: a phone that is the first to dial does not wait
 * until all that has been parsed, initialised and compiled. Nothing of it leaves the worker. Guest thread only.
 *
 * <p>It begins after a moment of quiet: a worker that was started for a message gets that at once.
 */
final class Rehearsal {
  private static final String USER = """
      {"addr":"+1","lang":null,"answers":{},"metadata":{},"in_session":true,\
      "state":{"name":"states:start","metadata":{},"creator_opts":{}}}""";
  private static final String NEW_USER = "null";
  private static final List<String> CONTENTS = List.of("null", "\"x\"", "\"1\"");
  private static final int MOST_STEPS = 1_000;
  /** After so many a message takes hardly less time than before. */
  private static final int MESSAGES = 12;
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final RealmPool realms;
  private final Source app = Source.newBuilder("js", GuestEngine.script("rehearsal.js"), "rehearsal.js").buildLiteral();
  private final long due = System.nanoTime() + QUIET_NANOS;
  private final Queue<Request> asked = new ArrayDeque<>();
  private int said;

  Rehearsal(RealmPool realms) {
    this.realms = realms;
  }

  /** When the next message can be held, as {@link System#nanoTime} counts; the largest number if there is none. */
  long due() {
    return said < MESSAGES ? due : Long.MAX_VALUE;
  }

  /** Holds the next message in a realm of the pool. What fails in it fails for tenants too, who get to know then. */
  void holdNext() {
    String content = CONTENTS.get(said++ % CONTENTS.size());
    realms.tryOut(realm -> say(realm, content));
  }

  private void say(GuestRealm realm, String content) {
    asked.clear();
    boolean first = content.equals("null");
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
      state = request == null ? realm.turn() : realm.reply(request.request(), answer(request, first));
    }
  }

  private void hear(Frame.ToHost frame) {
    if (frame instanceof Request request && request.request() > 0) {
      asked.add(request);
    }
  }

  private static String answer(Request request, boolean first) {
    String id = request.json().replaceFirst("(?s).*\"cmd_id\":\"([^\"]*)\".*", "$1");
    String value = first || !request.command().equals("kv.get") ? NEW_USER : USER;
    return "{\"cmd\":\"" + request.command() + "\",\"cmd_id\":\"" + id + "\",\"reply\":true,\"success\":true,\"value\":"
        + value + "}";
  }
}
