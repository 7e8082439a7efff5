package io.jukwaa.transports.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.transports.Submission;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that nobody else can read, to nobody else. */
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir
  Path data;
  private SSLContext before;

  @BeforeEach
  void remember() throws Exception {
    before = SSLContext.getDefault();
  }

  @AfterEach
  void restore() {
    SSLContext.setDefault(before);
  }

  @Test
  void speaksTls() throws Exception {
    SSLContext own = certificate("ip:127.0.0.1");
    SSLContext.setDefault(own);
    try (Station station = station(own)) {
      station.bound("tls", "yes");

      assertThat(station.send("hi")).isEqualTo(new Submission.Accepted(List.of("id1")));
      assertThat(station.smsc.delivered(Pdu.deliver(1, 0, 0, new byte[]{0x68, 0x69}).pdu())).isZero();
    }
  }

  @Test
  void bindsToNobodyItDoesNotTrust() throws Exception {
    try (Station station = station(certificate("ip:127.0.0.1"))) {
      refuses(station);
    }
  }

  @Test
  void bindsToNobodyWithAnothersCertificate() throws Exception {
    SSLContext other = certificate("dns:smsc.example.org");
    SSLContext.setDefault(other);
    try (Station station = station(other)) {
      refuses(station);
    }
  }

  private static void refuses(Station station) {
    station.open("tls", "yes");
    Submission reason;
    do {
      reason = station.send("hi");
    } while (reason.equals(new Submission.Unavailable("not bound: connecting", null)));
    assertThat(reason).isEqualTo(
        new Submission.Unavailable("not bound: no TLS with 127.0.0.1:" + station.smsc.port()
            + " by a certificate that is trusted here", null));
    assertThat(station.smsc.binds).isEmpty();
  }

  private Station station(SSLContext own) throws Exception {
    return new Station(data, Station.HASTY, new SmscSimulator(own.getServerSocketFactory().createServerSocket(0, 50,
        InetAddress.getLoopbackAddress())));
  }

  /** What has a certificate of that name and trusts nobody else. */
  private SSLContext certificate(String name) throws Exception {
    Path file = data.resolve("keys.p12");
    Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair", "-alias", "smsc", "-keyalg", "EC", "-storetype", "PKCS12", "-keystore", file.toString(),
        "-storepass", new String(PASSWORD), "-dname", "CN=smsc", "-ext", "san=" + name).inheritIO().start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("smsc", keys.getCertificate("smsc"));
    trusted.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
