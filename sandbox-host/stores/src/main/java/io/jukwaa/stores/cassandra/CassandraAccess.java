package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster lets us in.
 *
 * @param credentials null for a cluster that asks for none
 * @param tls what decides whether a node's certificate is trusted, whose name is checked too; null for no TLS
 */
public record CassandraAccess(@Nullable Credentials credentials, @Nullable SSLContext tls) {
  /** Nobody is asked for a password, and nothing is encrypted. */
  public static final CassandraAccess OPEN = new CassandraAccess(null, null);

  /** Who signs in. Their password is in no text of it. */
  public record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "Credentials[" + user + "]";
    }

    /**
     * Reads two lines: user and password.
     *
     * @throws IllegalArgumentException naming the file, never what is in it
     */
    public static Credentials read(Path file) {
      try {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() == 2 && lines.stream().noneMatch(String::isBlank)) {
          return new Credentials(lines.get(0).strip(), lines.get(1));
        }
      } catch (IOException _) {
        // as one that is not there
      }
      throw new IllegalArgumentException(
          "credentials-file: " + file + " (expected: a file we may read of two lines, user and password)");
    }
  }

  /** Trusts what Java trusts. */
  public static SSLContext trustingAsJava() {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("tls: on (expected: Java's own trust store; " + e.getMessage() + ")", e);
    }
  }

  /**
   * Trusts the certificates of a file, and whom they have signed.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static SSLContext trusting(Path certificates) {
    try (InputStream stream = Files.newInputStream(certificates)) {
      Collection<? extends Certificate> read = CertificateFactory.getInstance("X.509").generateCertificates(stream);
      if (!read.isEmpty()) {
        return trusting(read);
      }
    } catch (IOException | GeneralSecurityException _) {
      // as one without a certificate
    }
    throw new IllegalArgumentException(
        "tls: " + certificates + " (expected: off, on, or a file of certificates as PEM)");
  }

  private static SSLContext trusting(Collection<? extends Certificate> certificates)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    for (Certificate certificate : certificates) {
      trusted.setCertificateEntry(Integer.toString(trusted.size()), certificate);
    }
    TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  CqlSessionBuilder apply(CqlSessionBuilder builder) {
    CqlSessionBuilder known = credentials == null
        ? builder
        : builder.withAuthCredentials(credentials.user(), credentials.password());
    return tls == null ? known : known.withSslEngineFactory(new ProgrammaticSslEngineFactory(tls, null, true));
  }
}
