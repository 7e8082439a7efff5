package io.jukwaa.server.httpapi;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Stamp;
import io.jukwaa.resource.App;
import io.jukwaa.resources.http.HttpFetcher;
import io.jukwaa.sandbox.Mailboxes;
import io.jukwaa.server.Stores;
import io.jukwaa.server.dispatch.Crowd;
import io.jukwaa.server.dispatch.HostProgram;
import io.jukwaa.server.dispatch.Postings;
import io.jukwaa.server.httpapi.Parcels.Kind;
import io.jukwaa.server.sending.Senders;
import io.jukwaa.transports.TransportContext;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Vumi Go's HTTP API. Wired in this order: {@link #program} into the dispatcher, {@link #open} before the senders start,
 * {@link #mount} before the server listens. Thread-safe.
 */
public final class HttpApi implements AutoCloseable {
  private final Surroundings around;
  private final Streams streams = new Streams();
  private final Waiting waiting = new Waiting();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * What is around it.
   *
   * @param fetcher the guarded way out, for pushes
   * @param wake told of a channel that has something to send
   */
  public record Surroundings(Stores stores, HttpFetcher fetcher, Consumer<String> wake, Supplier<Stamp> stamps,
      InstantSource clock) {}

  public HttpApi(Surroundings around) {
    this.around = around;
  }

  /** Keys of the outboxes that hold what the clients of an app are to be told. */
  public static List<String> channels(App app) {
    return Stream.of(Kind.values()).map(kind -> Parcels.channel(app, kind).key()).toList();
  }

  /** What conversations do with what they get. */
  public HostProgram program() {
    return new ConversationProgram(
        new Parcels(around.stores().conversations().outbox(), around.clock(), around.wake()), waiting,
        around.stores().reports().log());
  }

  /** Lets what waits for the clients of these apps, those that are conversations, be sent. */
  public void open(Collection<App> apps, Senders senders, TransportContext context) {
    TransportContext silent = new TransportContext(context.channels(), new NobodyInbound(), context.sessions(),
        context.refusals(),
        context.durability(), context.clock(), context.ids());
    ParcelSender.Place place = new ParcelSender.Place(around.stores().deployments(),
        around.stores().conversations().outbox(), around.fetcher(), streams);
    for (App app : apps) {
      Conversation conversation = Conversation.of(app);
      if (conversation != null) {
        for (Kind kind : Kind.values()) {
          boolean pushes = (kind == Kind.MESSAGES ? conversation.messageUrl() : conversation.eventUrl()) != null;
          Channel channel = Parcels.channel(app, kind);
          senders.add(channel, new ParcelTransport(app, kind, pushes, place), silent);
        }
      }
    }
  }

  public void mount(Router router, Postings postings) {
    Stores stores = around.stores();
    new HttpApiRoutes(stores.deployments(), streams, new Crowd(), new Mailboxes(executor)).mount(router,
        new HttpApiRoutes.Entries(
            new MessageEntry(postings, waiting, stores.people().optOuts(), around.stamps()),
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
