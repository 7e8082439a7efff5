package io.jukwaa.stores.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * What a server proves with who it is: a key, and a certificate that it has signed itself.
 *
 * @param keyStore both, under {@link #PASSWORD}
 * @param key as PEM, open
 * @param certificate as PEM
 */
public record Identity(Path keyStore, Path key, Path certificate) {
  public static final String PASSWORD = "secret";
  private static final char[] PASSWORD_CHARS = PASSWORD.toCharArray();

  /** @param names for which it is good, as keytool writes them: {@code ip:127.0.0.1,dns:localhost} */
  public static Identity make(Path folder, String name, String names) throws IOException, InterruptedException {
    Path keyStore = folder.resolve(name + ".p12");
    Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=" + names, "-keystore",
        keyStore.toString(), "-storepass", PASSWORD).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    try {
      KeyStore made = KeyStore.getInstance(keyStore.toFile(), PASSWORD_CHARS);
      return new Identity(keyStore,
          pem(folder.resolve(name + ".key"), "PRIVATE KEY", made.getKey("server", PASSWORD_CHARS).getEncoded()),
          pem(folder.resolve(name + ".pem"), "CERTIFICATE", made.getCertificate("server").getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path pem(Path file, String what, byte[] bytes) throws IOException {
    return Files.writeString(file, "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes)
        + "\n-----END " + what + "-----\n");
  }
}
