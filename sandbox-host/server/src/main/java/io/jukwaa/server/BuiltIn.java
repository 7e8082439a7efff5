package io.jukwaa.server;

import io.jukwaa.message.Stamp;
import io.jukwaa.resource.Resource;
import io.jukwaa.resources.config.ConfigResource;
import io.jukwaa.resources.contacts.ContactsResource;
import io.jukwaa.resources.encryption.EncryptionKeys;
import io.jukwaa.resources.encryption.EncryptionResource;
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
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** The resources every host brings along. */
public final class BuiltIn {
  private BuiltIn() {}

  /**
   * One of each resource, on these stores.
   *
   * @param own those that need something of their own
   */
  public static List<Resource> resources(Stores stores, Own own, Supplier<Stamp> stamps, InstantSource clock) {
    Stores.People people = stores.people();
    Stores.Reports reports = stores.reports();
    return List.of(new ConfigResource(), new LogResource(reports.log()), own.http(), own.encryption(),
        new KvResource(stores.records(), reports.log(), stores.execution()), new OutboundResource(stores.execution()),
        new MetricsResource(reports.metrics(), clock, stores.execution()),
        new ContactsResource(people.contacts(), stamps),
        new GroupsResource(people.groups(), people.contacts(), stamps),
        new OptOutResource(people.optOuts(), people.consents(), clock),
        new MessageStoreResource(stores.conversations().messages(), stores.deployments()::app));
  }

  /** Resources that need something of their own. */
  public record Own(HttpResource http, EncryptionResource encryption) {}

  /**
   * Encrypts with the keys of a file, which is made if it is not there.
   *
   * @throws CannotStartException if it cannot be used
   */
  public static EncryptionResource encryption(Settings.Data data) {
    return new EncryptionResource(keys(data), new SecureRandom());
  }

  /**
   * The installation's keys, from a file that is made if it is not there.
   *
   * @throws CannotStartException if it cannot be used
   */
  public static EncryptionKeys keys(Settings.Data data) {
    try {
      return EncryptionKeys.of(data.encryptionKeys());
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new CannotStartException("encryption.key-file", String.valueOf(e.getMessage()), "keys the host can read",
          e);
    }
  }

  /** What fetches. */
  public static HttpResource http(HttpFetcher fetcher, Settings.Http settings, Stores stores) {
    return new HttpResource(fetcher, new HttpLimits(Math.toIntExact(settings.maxResponse()), settings.timeout(),
        settings.totalTimeout(), settings.redirects()), stores.durability());
  }
}
