package io.jukwaa.server;

import io.jukwaa.resource.Execution;
import io.jukwaa.server.dispatch.Dispatcher;
import io.jukwaa.server.people.privacy.Pseudonyms;
import io.jukwaa.server.people.privacy.RememberedOptOuts;
import io.jukwaa.server.source.SourceMappedLog;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.Availability;
import io.jukwaa.store.ChannelStatusStore;
import io.jukwaa.store.ConsentStore;
import io.jukwaa.store.ContactStore;
import io.jukwaa.store.DeletionStore;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.store.Durability;
import io.jukwaa.store.GroupStore;
import io.jukwaa.store.Inbox;
import io.jukwaa.store.KeyValueStore;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.MetricStore;
import io.jukwaa.store.OptOutStore;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.SessionStore;
import io.jukwaa.store.UsageStore;
import io.jukwaa.store.UserLocks;
import io.jukwaa.stores.cassandra.CassandraStores;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import io.jukwaa.stores.redis.RedisStores;
import io.jukwaa.stores.shared.SharedMessageLog;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Everything the host keeps, whichever engine keeps it.
 *
 * @param conversations what apps and their users said: the log of messages, which of them are to be run and which to
 *     leave, whose turn it is, and the transports' sessions
 * @param people whom a tenant's apps know
 * @param durability of all of it
 * @param availability of all of it
 * @param calls how often servers were asked so far, by the engine's name
 * @param execution of commands that only read or write a record: at once where that asks no other process
 */
public record Stores(DeploymentStore deployments, Conversations conversations, People people, KeyValueStore records,
    Reports reports, Durability durability, Availability availability, Execution execution,
    Map<String, LongSupplier> calls) {
  /** All of it on one embedded database. */
  public static Stores of(EmbeddedDatabase database) {
    return new Stores(database.deployments(),
        new Conversations(database.messages(), database.inbox(), database.outbox(), database.locks(),
            database.sessions()),
        new People(database.contacts(), database.groups(), database.optOuts(), database.consents(),
            database.deletions()),
        database.keyValues(),
        new Reports(new SourceMappedLog(database.appLog()), database.metrics(), database.usage(),
            database.channelStatus()),
        database.durability(), database.availability(), Execution.AT_ONCE, Map.of());
  }

  /** Those that the dispatcher needs. */
  public Dispatcher.Stores forDispatch() {
    return new Dispatcher.Stores(deployments,
        new Dispatcher.Messages(conversations.messages(), conversations.inbox(), conversations.outbox(),
            conversations.locks()),
        new Dispatcher.Reports(reports.log(), reports.usage()), durability, availability);
  }

  /** What short-lived things need on Redis, and what is kept for long on Cassandra: any number of hosts share both. */
  public static Stores of(RedisStores redis, CassandraStores cassandra) {
    return new Stores(cassandra.deployments(),
        new Conversations(new SharedMessageLog(cassandra.messages(), redis.inbox()), redis.inbox(), redis.outbox(),
            redis.locks(), redis.sessions()),
        new People(cassandra.contacts(), cassandra.groups(), cassandra.optOuts(), cassandra.consents(),
            cassandra.deletions()),
        redis.keyValues(),
        new Reports(new SourceMappedLog(redis.appLog()), cassandra.metrics(), redis.usage(),
            redis.channelStatus()),
        redis.durability().and(cassandra.durability()), redis.availability().and(cassandra.availability()),
        Execution.IN_ORDER, Map.of("redis", redis::calls, "cassandra", cassandra::calls));
  }

  public record Conversations(MessageLog messages, Inbox inbox, Outbox outbox, UserLocks locks,
      SessionStore sessions) {}

  public record People(ContactStore contacts, GroupStore groups, OptOutStore optOuts, ConsentStore consents,
      DeletionStore deletions) {}

  /** The same, but that opt-outs of people who were deleted are found by what stands for them. */
  public Stores remembering(Pseudonyms pseudonyms) {
    People known = new People(people.contacts(), people.groups(),
        new RememberedOptOuts(people.optOuts(), pseudonyms), people.consents(), people.deletions());
    return new Stores(deployments, conversations, known, records, reports, durability, availability, execution, calls);
  }

  /** What owners read about their apps and channels. */
  public record Reports(AppLog log, MetricStore metrics, UsageStore usage, ChannelStatusStore channelStatus) {}
}
