package io.jukwaa.transports.smpp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Connections to operators. */
final class Wire {
  private Wire() {}

  /** Blocks. Where TLS is wanted, the certificate must be for the host's name and from somebody whom Java trusts. */
  static Socket connect(Dial dial, Timing timing) throws IOException {
    Socket socket = new Socket();
    int patience = (int) timing.bind().toMillis();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(dial.host(), dial.port()), patience);
      return dial.tls() ? secured(socket, dial, patience) : socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private static SSLSocket secured(Socket socket, Dial dial, int patience) throws IOException {
    SSLSocket secured = (SSLSocket) trust().createSocket(socket, dial.host(), dial.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.setSoTimeout(patience);
    secured.startHandshake();
    return secured;
  }

  private static SSLSocketFactory trust() throws IOException {
    try {
      return SSLContext.getDefault().getSocketFactory();
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("no TLS here", e);
    }
  }
}
