package io.jukwaa.server.httpapi;

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
import io.jukwaa.transports.TransportContext;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Vumi Go's HTTP API. Wired in this order: {@link #program} into the dispatcher, {@link #open} before the senders start,
 * {@link #mount} before the server listens. Thread-safe.
 */
public final class HttpApi implements AutoCloseable {
  private static final String TYPE = "application/json; charset=utf-8";
  private static final Duration WITHIN = Duration.ofSeconds(5);

  private final Surroundings around;
  private final Streams streams = new Streams();
  private final Waiting waiting = new Waiting();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  public HttpApi(Surroundings around) {
    this.around = around;
  }

  /** What conversations do with what they get. */
  public HostProgram program() {
    return new ConversationProgram(
        new Parcels(around.stores().conversations().outbox(), around.clock(), around.wake()), waiting,
        around.stores().reports().log());
  }

  /** Lets what waits for the clients of these apps, those that are conversations, be sent. */
  public void open(Collection<App> apps, Senders senders, TransportContext context) {
    TransportContext silent = ParcelTransport.silent(context);
    ParcelSender.Place place = new ParcelSender.Place(around.stores().deployments(),
        around.stores().conversations().outbox(), new Push(around.fetcher(), TYPE, WITHIN), streams);
    for (App app : apps) {
      Conversation conversation = Conversation.of(app);
      if (conversation != null) {
        for (Kind kind : Kind.values()) {
          boolean pushes = (kind == Kind.MESSAGES ? conversation.messageUrl() : conversation.eventUrl()) != null;
          Channel channel = Parcels.channel(app, kind);
          senders.add(channel,
              new ParcelTransport(new ParcelSender(app, kind, place), pushes ? ParcelTransport.PUSHES : 1), silent);
        }
      }
    }
  }

  public void mount(Router router, Postings postings) {
    Stores stores = around.stores();
    new HttpApiRoutes(stores.deployments(), streams, new Crowd(), new InTurn(new Mailboxes(executor))).mount(router,
        new HttpApiRoutes.Entries(
            new MessageEntry(new RequestKeys(postings, around.stamps()), new Replies(postings, waiting),
                stores.people().optOuts(), around.clock()),
            new MetricsEntry(stores.reports().metrics(), stores.deployments(), around.clock())));
  }

  /** Ends all streams, so that no request of them is waited for. */
  public void endStreams() {
    streams.close();
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
