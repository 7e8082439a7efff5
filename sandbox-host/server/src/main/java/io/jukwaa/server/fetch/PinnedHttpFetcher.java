package io.jukwaa.server.fetch;

import io.jukwaa.resources.http.FetchException;
import io.jukwaa.resources.http.FetchRequest;
import io.jukwaa.resources.http.FetchResponse;
import io.jukwaa.resources.http.HttpFetcher;
import io.jukwaa.resources.http.HttpLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Fetches with Vert.x. Each hop is admitted by the gate and then connects to the very address that was admitted, with
 * {@code Host} and SNI as in the URL, so that no second look-up can lead elsewhere. One connection a request, no
 * cookies, no credentials of ours. Thread-safe; blocks, so call it from a virtual thread.
 */
public final class PinnedHttpFetcher implements HttpFetcher, AutoCloseable {
  private static final int CONNECTIONS_TO_ONE_ADDRESS = 256;
  private static final int HEADER_BYTES = 16_384;

  private final UrlGate gate;
  private final HttpClient verifying;
  private final HttpClient trusting;

  /** @param trust the certificate authorities to trust; null for the platform's */
  public PinnedHttpFetcher(Vertx vertx, UrlGate gate, @Nullable TrustOptions trust) {
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS_TO_ONE_ADDRESS);
    this.gate = gate;
    this.verifying = vertx.createHttpClient(trust == null ? options() : options().setTrustOptions(trust), pool);
    this.trusting = vertx.createHttpClient(options().setTrustAll(true).setVerifyHost(false), pool);
  }

  @Override
  public FetchResponse fetch(FetchRequest request) {
    HttpLimits limits = request.limits();
    TimeLeft toHeaders = new TimeLeft(limits.headers(), "no response within " + limits.headers().toMillis() + " ms");
    TimeLeft total = new TimeLeft(limits.total(), "response not complete within " + limits.total().toMillis() + " ms");
    Hop hop = Hop.first(request);
    for (int followed = 0; followed <= limits.redirects(); followed++) {
      try (Exchange exchange = start(hop, request, toHeaders)) {
        HttpClientResponse head = exchange.head(toHeaders);
        try {
          if (!Hop.isRedirect(head.statusCode())) {
            return new FetchResponse(head.statusCode(), body(hop, head, exchange, limits, total));
          }
          hop = hop.redirected(head.statusCode(), head.getHeader("Location"));
        } catch (FetchException e) {
          throw e.after(head.statusCode());
        }
      }
    }
    throw new FetchException("too many redirects (expected: at most " + limits.redirects() + ")");
  }

  @Override
  public void close() {
    verifying.close();
    trusting.close();
  }

  private Exchange start(Hop hop, FetchRequest request, TimeLeft time) {
    WebAddress to = hop.address();
    InetAddress address = gate.admit(to, request.privateHosts(), time.left());
    RequestOptions options = new RequestOptions()
        .setMethod(HttpMethod.valueOf(hop.method()))
        .setServer(SocketAddress.inetSocketAddress(to.port(), address.getHostAddress()))
        .setHost(to.isIpv6() ? "[" + to.host() + "]" : to.host())
        .setPort(to.port())
        .setSsl(to.tls())
        .setURI(to.target())
        .setFollowRedirects(false)
        .setConnectTimeout(time.left().toMillis())
        .setHeaders(hop.lines());
    return Exchange.start(request.verify() ? verifying : trusting, options, hop.content(),
        request.limits().bodyBytes());
  }

  private static byte[] body(Hop hop, HttpClientResponse head, Exchange exchange, HttpLimits limits, TimeLeft time) {
    if (hop.isHead()) {
      return new byte[0];
    }
    String length = head.getHeader("Content-Length");
    if (length != null && length.matches("\\d+") && isMore(length, limits.bodyBytes())) {
      throw Exchange.tooLong(length, limits.bodyBytes());
    }
    byte[] body = exchange.body(time);
    return "gzip".equalsIgnoreCase(head.getHeader("Content-Encoding")) ? Gzip.unzipped(body, limits.bodyBytes()) : body;
  }

  private static boolean isMore(String digits, int limit) {
    return digits.length() > 10 || Long.parseLong(digits) > limit;
  }

  private static HttpClientOptions options() {
    return new HttpClientOptions().setSsl(true).setKeepAlive(false).setDecompressionSupported(false)
        .setMaxHeaderSize(HEADER_BYTES).setMaxRedirects(0);
  }
}
