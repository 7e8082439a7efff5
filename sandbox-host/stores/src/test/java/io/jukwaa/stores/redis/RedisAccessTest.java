package io.jukwaa.stores.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.local.Ports;
import io.jukwaa.local.RedisProcess;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.servers.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis that asks for a password and speaks TLS. */
final class RedisAccessTest {
  @TempDir
  private Path folder;

  @Test
  void signsInOverTls() throws Exception {
    Identity right = Identity.make(folder, "right", "ip:127.0.0.1,dns:localhost");
    int port = Ports.free();
    try (RedisProcess server = server(port, right)) {
      assertThat(server.process().isAlive()).isTrue();
      RedisConnectionSettings settings = brief(RedisConnectionSettings.of("rediss://:secret@127.0.0.1:" + port));
      try (RedisStores stores = RedisStores.open(settings.withTrusted(right.certificate()), InstantSource.system())) {
        assertThat(stores.keyValues().put("acme", "k", "1", null, 10).stored()).isTrue();
      }
      Path other = Identity.make(folder, "other", "ip:127.0.0.1,dns:localhost").certificate();
      refuses(settings);
      refuses(settings.withTrusted(other));
      refuses(brief(RedisConnectionSettings.of("rediss://:wrong@127.0.0.1:" + port)).withTrusted(right.certificate()));
    }
  }

  @Test
  void trustsNoCertificateOfAnotherName() throws Exception {
    Identity elsewhere = Identity.make(folder, "elsewhere", "dns:elsewhere.example");
    int port = Ports.free();
    try (RedisProcess server = server(port, elsewhere)) {
      assertThat(server.process().isAlive()).isTrue();
      refuses(brief(RedisConnectionSettings.of("rediss://:secret@127.0.0.1:" + port))
          .withTrusted(elsewhere.certificate()));
    }
  }

  private static void refuses(RedisConnectionSettings settings) {
    assertThatThrownBy(() -> RedisStores.open(settings, InstantSource.system()).close())
        .isInstanceOf(StoreException.class).hasMessageContaining(settings.address())
        .hasMessageNotContaining("secret").hasMessageNotContaining("wrong@");
  }

  private static RedisConnectionSettings brief(RedisConnectionSettings settings) {
    return settings.withBounds(Duration.ofSeconds(1), 100);
  }

  private static RedisProcess server(int port, Identity identity) {
    return RedisProcess.start("everysec", Ports.free(),
        List.of("--tls-port", Integer.toString(port), "--tls-cert-file", identity.certificate().toString(),
            "--tls-key-file", identity.key().toString(), "--tls-ca-cert-file", identity.certificate().toString(),
            "--tls-auth-clients", "no", "--requirepass", "secret"));
  }
}
