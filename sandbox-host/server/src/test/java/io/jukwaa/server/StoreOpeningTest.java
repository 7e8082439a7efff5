package io.jukwaa.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with the settings of shared stores is said once, before anything is connected to. */
class StoreOpeningTest {
  @TempDir
  private Path data;

  @BeforeEach
  void writeKey() throws Exception {
    Files.writeString(data.resolve("encryption.key"), "");
  }

  @Test
  void namesWhatIsWrong() {
    refuses(Map.of("redis.address", "http://user:secret@host"),
        "redis: http://…@host (expected: redis://[user:password@]host[:port][/database], or rediss:// for TLS)");
    refuses(Map.of("redis.timeout", "50ms"), "redis timeout: PT0.05S (expected: at least 100 ms)");
    refuses(Map.of("cassandra.keyspace", "jukwaa.1"),
        "cassandra keyspace: jukwaa.1 (expected: 1 to 48 small letters, digits or _, a letter first)");
  }

  @Test
  void wantsAKeyThatAllHostsHave() throws Exception {
    Files.delete(data.resolve("encryption.key"));
    refuses(Map.of(), "encryption.key-file: " + data.resolve("encryption.key")
        + " (expected: a file that all hosts have the same, made once with: head -c 32 /dev/urandom | base64)");
  }

  private void refuses(Map<String, String> given, String message) {
    Map<String, String> texts = new HashMap<>(given);
    texts.put("data.stores", "redis+cassandra");
    texts.put("data.directory", data.toString());
    Settings settings = Settings.of(Values.standard().withFile(texts));
    try (Closing closing = new Closing()) {
      assertThatThrownBy(() -> new StoreOpening(settings, InstantSource.system()).open(closing))
          .isInstanceOf(CannotStartException.class).hasMessage(message);
    }
  }
}
