package io.jukwaa.transports.amqp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jukwaa.local.Ports;
import io.jukwaa.local.RabbitProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** One real RabbitMQ for all tests of this module, as it takes seconds to start; each has a transport of its own name. */
final class LocalBroker {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static @Nullable LocalBroker started;

  final RabbitProcess process;
  final int tlsPort = Ports.free();
  private final KeyStore keys;

  private LocalBroker() throws IOException, GeneralSecurityException, InterruptedException {
    Path folder = Files.createTempDirectory("jukwaa-certificate");
    Path file = folder.resolve("keys.p12");
    Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair", "-alias", "broker", "-keyalg", "EC", "-storetype", "PKCS12", "-keystore", file.toString(),
        "-storepass", new String(PASSWORD), "-dname", "CN=broker", "-ext", "san=ip:127.0.0.1").inheritIO().start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool: " + keytool.exitValue());
    }
    keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    Path certificate = pem(folder, "CERTIFICATE", keys.getCertificate("broker").getEncoded());
    Path key = pem(folder, "PRIVATE KEY", keys.getKey("broker", PASSWORD).getEncoded());
    process = RabbitProcess.start(List.of("listeners.ssl.1 = 127.0.0.1:" + tlsPort,
        "ssl_options.certfile = " + certificate, "ssl_options.keyfile = " + key));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      process.close();
      List.of(file, certificate, key, folder).forEach(each -> each.toFile().delete());
    }));
  }

  /** The broker, which is up; the test is skipped where none is installed. */
  static synchronized LocalBroker get() throws IOException, GeneralSecurityException, InterruptedException {
    assumeTrue(RabbitProcess.isInstalled(), "no rabbitmq-server; Debian's package of that name has it");
    LocalBroker broker = started == null ? new LocalBroker() : started;
    started = broker;
    return broker;
  }

  /** What no other test has for a transport's name. */
  static String freshName() {
    return "transport" + NAMES.incrementAndGet();
  }

  int port() {
    return process.port();
  }

  /** What trusts the broker's certificate and no other. */
  SSLContext trust() throws IOException, GeneralSecurityException {
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("broker", keys.getCertificate("broker"));
    TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trusted.getTrustManagers(), null);
    return context;
  }

  private static Path pem(Path folder, String kind, byte[] bytes) throws IOException {
    String text = "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
        .encodeToString(bytes) + "\n-----END " + kind + "-----\n";
    return Files.writeString(folder.resolve(kind.replace(' ', '-')), text);
  }
}
