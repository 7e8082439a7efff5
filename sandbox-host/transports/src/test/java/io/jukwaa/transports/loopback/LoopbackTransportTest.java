package io.jukwaa.transports.loopback;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.transports.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may read what phones were sent; the rest is in the golden tables. */
class LoopbackTransportTest {
  private Host host;

  @BeforeEach
  void start(@TempDir Path data) {
    host = new Host(data);
    host.channel("open", "loopback", Map.of());
    host.channel("closed", "loopback", Map.of("secret", "correct-horse"));
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void showsPhonesToThisMachine() throws IOException {
    assertThat(status("localhost", "/loopback/open")).startsWith("HTTP/1.1 200");
    assertThat(status("127.0.0.1:" + host.port(), "/loopback/open")).startsWith("HTTP/1.1 200");
  }

  /** As a page in a browser here asks whose name has come to lead here, and a proxy that passes names on. */
  @Test
  void showsThemToNobodyWhoAskedForAnotherHost() throws IOException {
    assertThat(status("evil.example", "/loopback/open")).startsWith("HTTP/1.1 403");
  }

  @Test
  void showsThemToWhoKnowsTheSecret() throws IOException {
    assertThat(status("sms.example.org", "/loopback/closed?secret=correct-horse")).startsWith("HTTP/1.1 200");
    assertThat(status("localhost", "/loopback/closed")).startsWith("HTTP/1.1 403");
  }

  private String status(String asked, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), host.port())) {
      socket.getOutputStream()
          .write(("GET " + path + " HTTP/1.1\r\nHost: " + asked + "\r\nConnection: close\r\n\r\n").getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
