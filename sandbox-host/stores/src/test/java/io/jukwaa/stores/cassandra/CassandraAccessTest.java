package io.jukwaa.stores.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.local.CassandraProcess;
import io.jukwaa.local.CassandraSetup;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.cassandra.CassandraAccess.Credentials;
import io.jukwaa.stores.servers.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Cassandra that asks for a password and speaks TLS only. */
final class CassandraAccessTest {
  private static final Credentials STANDARD = new Credentials("cassandra", "cassandra");

  @TempDir
  private Path folder;

  @Test
  void signsInOverTls() throws Exception {
    Identity right = Identity.make(folder, "right", "ip:127.0.0.1,dns:localhost");
    try (CassandraProcess process = CassandraProcess.start(RealCassandra.jars(), setup(right))) {
      CassandraSettings settings = CassandraSettings.at(process.address()).withRequestTimeout(Duration.ofMinutes(1));
      CassandraAccess access = new CassandraAccess(STANDARD, CassandraAccess.trusting(right.certificate()));
      Awaitility.await("it makes its first user").atMost(Duration.ofMinutes(1)).until(() -> opens(settings, access));
      Path other = Identity.make(folder, "other", "ip:127.0.0.1,dns:localhost").certificate();
      for (CassandraAccess wrong : List.of(CassandraAccess.OPEN, new CassandraAccess(STANDARD, null),
          new CassandraAccess(null, access.tls()), new CassandraAccess(new Credentials("cassandra", "x"), access.tls()),
          new CassandraAccess(STANDARD, CassandraAccess.trusting(other)))) {
        assertThat(opens(settings, wrong)).as("%s", wrong).isFalse();
      }
    }
  }

  @Test
  void trustsNoCertificateOfAnotherName() throws Exception {
    Identity elsewhere = Identity.make(folder, "elsewhere", "dns:elsewhere.example");
    try (CassandraProcess process = CassandraProcess.start(RealCassandra.jars(),
        setup(elsewhere))) {
      CassandraAccess access = new CassandraAccess(STANDARD, CassandraAccess.trusting(elsewhere.certificate()));
      assertThatThrownBy(() -> CassandraStores.open(CassandraSettings.at(process.address()).withAccess(access),
          InstantSource.system())).isInstanceOf(StoreException.class).hasMessageContaining("127.0.0.1");
    }
  }

  @Test
  void readsAPasswordAndNeverShowsIt() throws IOException {
    Path file = Files.writeString(folder.resolve("sign-in"), "jukwaa\np ss: word\n");
    Credentials credentials = Credentials.read(file);
    assertThat(credentials).isEqualTo(new Credentials("jukwaa", "p ss: word"));
    assertThat(new CassandraAccess(credentials, null).toString()).doesNotContain("p ss");
    for (String wrong : List.of("", "jukwaa", "jukwaa\n", "\nsecret", "jukwaa\nsecret\nmore")) {
      Files.writeString(file, wrong);
      assertThatThrownBy(() -> Credentials.read(file)).isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("credentials-file: " + file).hasMessageNotContaining("secret");
    }
    assertThatThrownBy(() -> Credentials.read(folder.resolve("none"))).hasMessageContaining("two lines");
  }

  @Test
  void wantsCertificates() throws IOException {
    Path file = Files.writeString(folder.resolve("authority.pem"), "");
    for (Path wrong : List.of(file, Files.writeString(folder.resolve("x"), "x"), folder.resolve("none"), folder)) {
      assertThatThrownBy(() -> CassandraAccess.trusting(wrong)).isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("tls: " + wrong);
    }
  }

  private static boolean opens(CassandraSettings settings, CassandraAccess access) {
    try (CassandraStores stores = CassandraStores.open(settings.withAccess(access), InstantSource.system())) {
      return stores.availability().trouble() == null;
    } catch (StoreException e) {
      return false;
    }
  }

  private static CassandraSetup setup(Identity identity) {
    return CassandraSetup.small().with("""
        authenticator: PasswordAuthenticator
        client_encryption_options:
          enabled: true
          keystore: %s
          keystore_password: %s
        """.formatted(identity.keyStore(), Identity.PASSWORD));
  }
}
