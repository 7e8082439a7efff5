package io.jukwaa.server.http;

import io.jukwaa.server.CannotStartException;
import io.jukwaa.server.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The listening server. Thread-safe; its methods block and must not be called on an event loop. */
public final class WebServer implements AutoCloseable {
  /** In bytes: gateways that ask with GET put whole texts into it, six bytes for a letter. */
  private static final int LONGEST_LINE = 16 * 1024;
  private static final Duration START_WITHIN = Duration.ofSeconds(30);

  private final HttpServer server;
  private final Duration stopWithin;

  private WebServer(HttpServer server, Duration stopWithin) {
    this.server = server;
    this.stopWithin = stopWithin;
  }

  /**
   * Listens.
   *
   * @throws CannotStartException if the address cannot be listened on
   */
  public static WebServer listen(Vertx vertx, Router router, Settings.Server settings) {
    HttpServerOptions options = new HttpServerOptions().setHost(settings.host()).setPort(settings.port())
        .setHandle100ContinueAutomatically(true).setMaxInitialLineLength(LONGEST_LINE);
    Future<HttpServer> listening = vertx.createHttpServer(options).requestHandler(router).listen();
    try {
      return new WebServer(listening.await(START_WITHIN.toSeconds(), TimeUnit.SECONDS), settings.stopWithin());
    } catch (TimeoutException e) {
      throw refused(settings, e);
    } catch (Exception e) { // await throws whatever the future failed with
      if (e instanceof IOException || e.getCause() instanceof SocketException) {
        throw refused(settings, e);
      }
      throw e;
    }
  }

  /** The port it listens on, chosen by the system if the settings said 0. */
  public int port() {
    return server.actualPort();
  }

  /** Takes no more connections, lets the requests it has finish for a while, then cuts them. */
  @Override
  public void close() {
    server.shutdown(stopWithin.toMillis(), TimeUnit.MILLISECONDS).await();
  }

  private static CannotStartException refused(Settings.Server settings, Exception cause) {
    return new CannotStartException("server.port", settings.host() + ":" + settings.port(),
        "an address of this machine and a port nobody else listens on; choose one with --port", cause);
  }
}
