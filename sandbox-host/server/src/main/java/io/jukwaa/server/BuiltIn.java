package io.jukwaa.server;

import io.jukwaa.message.Stamp;
import io.jukwaa.resource.Resource;
import io.jukwaa.resources.config.ConfigResource;
import io.jukwaa.resources.contacts.ContactsResource;
import io.jukwaa.resources.groups.GroupsResource;
import io.jukwaa.resources.http.HttpFetcher;
import io.jukwaa.resources.http.HttpLimits;
import io.jukwaa.resources.http.HttpResource;
import io.jukwaa.resources.kv.KvResource;
import io.jukwaa.resources.log.LogResource;
import io.jukwaa.resources.messages.MessageStoreResource;
import io.jukwaa.resources.metrics.MetricsResource;
import io.jukwaa.resources.optout.OptOutResource;
import io.jukwaa.resources.outbound.OutboundResource;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.transports.HttpTransport;
import io.jukwaa.transports.json.JsonTransport;
import io.jukwaa.transports.ussd.UssdTransport;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** What every host brings along: its resources and its transports. */
public final class BuiltIn {
  private BuiltIn() {}

  /** One of each transport. */
  public static List<HttpTransport> transports() {
    return List.of(new JsonTransport(), new UssdTransport());
  }

  /** One of each resource, on these stores. */
  public static List<Resource> resources(Stores stores, HttpResource http, Supplier<Stamp> stamps,
      InstantSource clock) {
    Stores.People people = stores.people();
    Stores.Reports reports = stores.reports();
    return List.of(new ConfigResource(), new LogResource(reports.log()), http,
        new KvResource(stores.records(), reports.log()), new OutboundResource(),
        new MetricsResource(reports.metrics(), clock), new ContactsResource(people.contacts(), stamps),
        new GroupsResource(people.groups(), people.contacts(), stamps), new OptOutResource(people.optOuts(), clock),
        new MessageStoreResource(stores.conversations().messages(), stores.deployments()::app));
  }

  /** The one resource that needs something of its own: what fetches. */
  public static HttpResource http(HttpFetcher fetcher, Settings.Http settings, Stores stores) {
    return new HttpResource(fetcher, new HttpLimits(Math.toIntExact(settings.maxResponse()), settings.timeout(),
        settings.totalTimeout(), settings.redirects()), stores.durability());
  }
}
