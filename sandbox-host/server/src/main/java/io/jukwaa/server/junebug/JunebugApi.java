package io.jukwaa.server.junebug;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.sandbox.Mailboxes;
import io.jukwaa.server.Stores;
import io.jukwaa.server.clients.InTurn;
import io.jukwaa.server.clients.ParcelTransport;
import io.jukwaa.server.clients.Parcels;
import io.jukwaa.server.clients.Parcels.Kind;
import io.jukwaa.server.clients.Push;
import io.jukwaa.server.clients.Replies;
import io.jukwaa.server.clients.RequestKeys;
import io.jukwaa.server.clients.Surroundings;
import io.jukwaa.server.clients.Waiting;
import io.jukwaa.server.dispatch.Crowd;
import io.jukwaa.server.dispatch.HostProgram;
import io.jukwaa.server.dispatch.Postings;
import io.jukwaa.server.sending.Senders;
import io.jukwaa.server.status.ChannelReports;
import io.jukwaa.transports.TransportContext;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Junebug's API. Wired in this order: {@link #program} into the dispatcher, {@link #open} before the senders start, {@link
 * #mount} before the server listens. Thread-safe.
 */
public final class JunebugApi implements AutoCloseable {
  private static final String TYPE = "application/json";
  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final Surroundings around;
  private final ChannelReports reports;
  private final Waiting waiting = new Waiting();
  private final Tracks tracks;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  /** @param reports of the channels that are deployed */
  public JunebugApi(Surroundings around, ChannelReports reports) {
    this.around = around;
    this.reports = reports;
    this.tracks = new Tracks(around.stores().conversations().sessions(), around.clock());
  }

  /** What apps of this API do with what they get. */
  public HostProgram program() {
    return new Program(new Parcels(around.stores().conversations().outbox(), around.clock(), around.wake()), waiting,
        tracks, around.stores().reports().log());
  }

  /** Lets what waits for the clients of these apps, those that are clients of Junebug, be pushed. */
  public void open(Collection<App> apps, Senders senders, TransportContext context) {
    Push push = new Push(around.fetcher(), TYPE, WITHIN);
    for (App app : apps) {
      JunebugApp owner = JunebugApp.of(app);
      if (owner != null) {
        for (Kind kind : Kind.values()) {
          Channel channel = Parcels.channel(app, kind);
          senders.add(channel, new ParcelTransport(new Callbacks(owner, kind, push), ParcelTransport.PUSHES),
              ParcelTransport.silent(context));
        }
      }
    }
  }

  public void mount(Router router, Postings postings, Collection<App> apps) {
    Stores stores = around.stores();
    Sending sending = new Sending(new RequestKeys(postings, around.stamps()), new Replies(postings, waiting), tracks,
        around.clock());
    new ApiRoutes(Lines.of(apps, reports.channels()), new Crowd(), new InTurn(new Mailboxes(executor)),
        stores.availability()).mount(router,
            new ApiRoutes.Desks(sending, tracks, new ChannelView(reports, stores.reports().log())));
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
