package io.jukwaa.server;

import io.jukwaa.resource.App;
import io.jukwaa.server.clients.Surroundings;
import io.jukwaa.server.dispatch.HostProgram;
import io.jukwaa.server.dispatch.Postings;
import io.jukwaa.server.httpapi.HttpApi;
import io.jukwaa.server.junebug.JunebugApi;
import io.jukwaa.server.sending.Senders;
import io.jukwaa.server.status.ChannelReports;
import io.jukwaa.transports.TransportContext;
import io.vertx.ext.web.Router;
import java.util.Collection;
import java.util.stream.Stream;

/** The APIs for programs elsewhere, wired together: Vumi Go's and Junebug's. Thread-safe. */
final class ClientApis implements AutoCloseable {
  private final HttpApi go;
  private final JunebugApi junebug;
  private final Collection<App> apps;

  /** @param apps those that are deployed */
  ClientApis(Surroundings around, ChannelReports reports, Collection<App> apps) {
    this.go = new HttpApi(around);
    this.junebug = new JunebugApi(around, reports);
    this.apps = apps;
  }

  Stream<HostProgram> programs() {
    return Stream.of(go.program(), junebug.program());
  }

  /** Before the senders start. */
  void open(Senders senders, TransportContext context) {
    go.open(apps, senders, context);
    junebug.open(apps, senders, context);
  }

  /** Before the server listens. */
  void mount(Router router, Postings postings) {
    go.mount(router, postings);
    junebug.mount(router, postings, apps);
  }

  /** Ends requests that have no end. */
  void endStreams() {
    go.endStreams();
  }

  @Override
  public void close() {
    go.close();
    junebug.close();
  }
}
