package io.jukwaa.transports.loopback;

import io.jukwaa.message.UserMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was sent to phones by each channel, as long as the process lives: the newest {@value #MOST}. Thread-safe. */
final class Phones {
  static final int MOST = 1_000;

  private final Map<String, Deque<UserMessage>> byChannel = new HashMap<>();

  synchronized void receive(String channel, UserMessage message) {
    Deque<UserMessage> received = byChannel.computeIfAbsent(channel, _ -> new ArrayDeque<>());
    received.addLast(message);
    if (received.size() > MOST) {
      received.removeFirst();
    }
  }

  /** Oldest first. */
  synchronized List<UserMessage> received(String channel) {
    return new ArrayList<>(byChannel.getOrDefault(channel, new ArrayDeque<>()));
  }
}
