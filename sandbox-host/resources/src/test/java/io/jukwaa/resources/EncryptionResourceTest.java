package io.jukwaa.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.Fields;
import io.jukwaa.message.Stamp;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Tenant;
import io.jukwaa.resources.encryption.EncryptionKeys;
import io.jukwaa.resources.encryption.EncryptionResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What golden tables cannot say, as sealed values differ from call to call. */
class EncryptionResourceTest {
  private static final String OLD = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String NEW = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
  private static final String TEXT = "HIV: mfano ✓";
  /** Made by Node's crypto of OLD, tenant {@code health}, a nonce of zeros and the context +254711. */
  private static final String FROM_NODE = "sealed:1:630dcd29:AAAAAAAAAAAAAAAARL-vR9PG3MsUpXCM9wf__Xt85u5AY0OGtkLVV2L1";

  @TempDir
  private Path folder;

  @Test
  void sealsAndOpensAsAnotherImplementationDoes() throws IOException {
    EncryptionResource zeros = new EncryptionResource(keys(OLD), () -> 0);
    assertThat(seal(zeros, "health", "+254711", TEXT)).isEqualTo(values(FROM_NODE));
    assertThat(open(zeros, "health", "+254711", FROM_NODE)).isEqualTo(values(TEXT));
  }

  @Test
  void sealsTheSameTextDifferentlyEachTime() throws IOException {
    EncryptionResource resource = resource(OLD);
    String first = first(seal(resource, "health", "+254711", TEXT));
    assertThat(first).doesNotContain("HIV").isNotEqualTo(first(seal(resource, "health", "+254711", TEXT)));
    assertThat(open(resource, "health", "+254711", first)).isEqualTo(values(TEXT));
  }

  @Test
  void opensForNobodyElse() throws IOException {
    Reply refused = Reply.failure(
        "values[0]: cannot be opened (expected: as it was sealed, by this tenant, with the same context)");
    assertThat(open(resource(OLD), "school", "+254711", FROM_NODE)).isEqualTo(refused);
    assertThat(open(resource(OLD), "health", "+254712", FROM_NODE)).isEqualTo(refused);
    assertThat(open(resource(OLD), "health", "+254711", FROM_NODE.replace("ARL", "ARM"))).isEqualTo(refused);
  }

  @Test
  void opensWithAnOlderKeyAndSealsWithTheNewest() throws IOException {
    EncryptionResource both = resource(NEW + "\n" + OLD + "\n");
    assertThat(open(both, "health", "+254711", FROM_NODE)).isEqualTo(values(TEXT));
    assertThat(first(seal(both, "health", "", TEXT))).doesNotContain("630dcd29");
    assertThat(open(resource(NEW), "health", "+254711", FROM_NODE)).isEqualTo(
        Reply.failure("values[0]: sealed with key 630dcd29, which this host does not have"));
  }

  @Test
  void makesAFileThatOnlyItsOwnerReads() throws IOException {
    Path file = folder.resolve("sub/encryption.key");
    String sealed = first(
        seal(new EncryptionResource(EncryptionKeys.of(file), new SecureRandom()), "health", "", TEXT));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    assertThat(open(new EncryptionResource(EncryptionKeys.of(file), new SecureRandom()), "health", "", sealed))
        .isEqualTo(values(TEXT));
    try (var files = Files.list(folder.resolve("sub"))) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void refusesAFileThatHoldsNoKeysAndShowsNothingOfIt() {
    assertThatThrownBy(() -> keys(OLD + "\nc2VjcmV0\n")).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2 is not a key, which is 32 bytes in Base64").hasMessageNotContaining("c2Vj");
    assertThatThrownBy(() -> keys("\n")).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds no key");
  }

  private EncryptionKeys keys(String lines) throws IOException {
    return EncryptionKeys.of(Files.writeString(folder.resolve("keys"), lines));
  }

  private EncryptionResource resource(String lines) throws IOException {
    return new EncryptionResource(keys(lines), new SecureRandom());
  }

  private static Reply seal(EncryptionResource resource, String tenant, String context, String value) {
    return resource.handle(caller(tenant), command("seal", context, value));
  }

  private static Reply open(EncryptionResource resource, String tenant, String context, String value) {
    return resource.handle(caller(tenant), command("open", context, value));
  }

  private static Command command(String operation, String context, String value) {
    return new Command("encryption." + operation,
        Fields.of(Map.of("values", List.of(value), "context", context)));
  }

  private static Reply values(String value) {
    return Reply.of("values", List.of(value));
  }

  private static String first(Reply reply) {
    return reply.json().get("values") instanceof List<?> values ? String.valueOf(values.getFirst()) : "";
  }

  private static Caller caller(String tenant) {
    Tenant owner = new Tenant(tenant, false, Tenant.DEFAULT_MAX_KEYS, Set.of());
    App app = new App(tenant + "-app", tenant, "An app", "", App.STANDARD_MODULES, Map.of(), Set.of(), false, Set.of());
    return new Caller(owner, app, new RecordedRun(null, () -> new Stamp("1", Instant.EPOCH), null));
  }
}
