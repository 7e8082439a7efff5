package io.jukwaa.server.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.deployment.TextFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one phone and an app say to each other, as an example app's {@code conversations.json} writes it down.
 *
 * @param phone the caller's number; screens may contain it
 * @param sessions one after the other
 */
public record Conversation(String name, String phone, List<List<Step>> sessions) {
  private static final ObjectMapper JSON = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /**
   * @param input what is typed; null for dialling
   * @param screen what must come back
   * @param end whether that ends the session
   */
  public record Step(@Nullable String input, String screen, boolean end) {}

  public Conversation {
    sessions = sessions.stream().map(List::copyOf).toList();
  }

  /** @throws InvalidFieldException if the file is not a list of conversations */
  public static List<Conversation> read(Path file) {
    try {
      return List.of(JSON.readValue(TextFile.read("conversations", file), Conversation[].class));
    } catch (JsonProcessingException e) {
      throw new InvalidFieldException("conversations", file, "a list of conversations");
    }
  }

  /** The same held by another phone. */
  public Conversation from(String other) {
    return new Conversation(name, other, sessions.stream().map(steps -> steps.stream()
        .map(step -> new Step(step.input(), step.screen().replace(phone, other), step.end())).toList()).toList());
  }
}
