package io.jukwaa.server.looptest;

import io.jukwaa.message.Channel;
import io.jukwaa.store.ChannelStatusStore;
import io.jukwaa.store.ChannelStatusStore.Mark;
import io.jukwaa.store.ChannelStatusStore.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What has become of tests, kept as marks of their channels, for any host may be told. Thread-safe; blocks. */
record Trail(ChannelStatusStore store, InstantSource clock) {
  private static final String MARKS = "test/";

  /** How far a test has come. */
  enum Stage {
    /** It is in the outbox. */
    SENT,
    /** The operator took it; the text is what it calls it. */
    TAKEN,
    /** Nobody will get it; the text says why. */
    REFUSED,
    /** The operator says that the phone has it. */
    DELIVERED,
    /** The operator says that the phone will not get it; the text says why, if it does. */
    UNDELIVERED,
    /** It came in again; the text is the channel that it came by. */
    RETURNED
  }

  void add(String channel, String id, Stage stage, String text) {
    Instant now = clock.instant();
    store.add(channel, now, new Status(Map.of(mark(id, stage), new Mark(now, text)), Map.of()));
  }

  Map<Stage, Mark> of(String channel, String id) {
    Map<String, Mark> marks = marks(channel);
    Map<Stage, Mark> stages = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      Mark mark = marks.get(mark(id, stage));
      if (mark != null) {
        stages.put(stage, mark);
      }
    }
    return stages;
  }

  /** The test of a channel whose id ends so and that is still watched; empty if there is none. */
  String ending(Channel channel, String end) {
    String sent = "/" + Stage.SENT;
    return marks(channel.key()).keySet().stream().filter(name -> name.startsWith(MARKS) && name.endsWith(end + sent))
        .map(name -> name.substring(MARKS.length(), name.length() - sent.length())).findFirst().orElse("");
  }

  void forget(String channel, String id) {
    store.remove(channel, Set.of(Stage.values()).stream().map(stage -> mark(id, stage)).collect(Collectors.toSet()));
  }

  private Map<String, Mark> marks(String channel) {
    Instant now = clock.instant();
    return store.status(channel, now, now).marks();
  }

  private static String mark(String id, Stage stage) {
    return MARKS + id + "/" + stage;
  }
}
