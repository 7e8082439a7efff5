package io.jukwaa.stores.copy;

import io.jukwaa.message.UserMessage;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.ConsentStore;
import io.jukwaa.store.DeletionStore;
import io.jukwaa.store.GroupStore;
import io.jukwaa.store.Inbox;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.store.MessageLog.Origin;
import io.jukwaa.store.MetricStore;
import io.jukwaa.store.OptOutStore;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.SessionStore;
import io.jukwaa.store.UsageStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an engine keeps, as another takes it. JSON is the text that was stored, times are microseconds since
 * 1970, {@code number} is the place among things of its kind.
 */
public sealed interface Kept {
  /** Kept for long. */
  sealed interface Lasting extends Kept {}

  /** Changed often, or gone soon. */
  sealed interface Passing extends Kept {}

  /** @param kind tenant, app, channel or routing */
  record Deployment(String kind, String key, String json) implements Lasting {}

  record Inbound(long number, String app, String channel, UserMessage message, boolean complete, String json)
      implements
        Lasting {}

  record Outbound(long number, String app, String channel, @Nullable Origin origin, UserMessage message, String json)
      implements
        Lasting {}

  record Event(String app, boolean complete, String json) implements Lasting {}

  record Correspondent(String app, String direction, String address) implements Lasting {}

  record Contact(String tenant, String key, long createdAt, String json) implements Lasting {}

  record Group(String tenant, GroupStore.Group group) implements Lasting {}

  record OptOut(String tenant, OptOutStore.OptOut optOut) implements Lasting {}

  record Consent(String tenant, ConsentStore.Consent consent) implements Lasting {}

  record Deletion(String tenant, DeletionStore.Deletion deletion) implements Lasting {}

  record MetricName(String tenant, String store, String metric) implements Lasting {}

  record Metric(long number, String tenant, MetricStore.Point point) implements Lasting {}

  /** A running total: written so that the other engine's is this one, whatever it was. */
  sealed interface Total extends Lasting {
    long value();
  }

  /** @param name inbound, outbound, inbound.users, outbound.users, or event. and a status */
  record MessageTotal(String app, String name, long value) implements Total {}

  /** @param minute since 1970 */
  record MinuteTotal(String app, Direction direction, long minute, long value) implements Total {}

  record MemberTotal(String tenant, String group, long value) implements Total {}

  record OptOutTotal(String tenant, long value) implements Total {}

  record MetricNameTotal(String tenant, long value) implements Total {}

  /** @param expires null if it does not */
  record Value(String tenant, String key, String json, @Nullable Long expires) implements Passing {}

  record Session(SessionStore.Session session) implements Passing {}

  /** All lines of an app's log. */
  record Log(String app, List<AppLog.Line> lines) implements Passing {
    public Log {
      lines = List.copyOf(lines);
    }
  }

  record Usage(String tenant, UsageStore.Hour hour) implements Passing {}

  /** What is to be run yet; messages of one user in the order in which they came. */
  record Unfinished(Inbox.Entry entry) implements Passing {}

  /**
   * What is to leave by its channel, or to be told of; messages of one channel in the order in which they were put in.
   *
   * @param since when it was put in
   */
  record Leaving(Outbox.Entry entry, long due, long since) implements Passing {}

  /**
   * What is remembered of a message that has left.
   *
   * @param ends when it is remembered no more
   * @param sentIds what of the operator's ids means it still
   */
  record Left(String channel, String app, String messageId, long ends, List<String> sentIds) implements Passing {
    public Left {
      sentIds = List.copyOf(sentIds);
    }
  }
}
