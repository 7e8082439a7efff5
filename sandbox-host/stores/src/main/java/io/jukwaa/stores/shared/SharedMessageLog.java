package io.jukwaa.stores.shared;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.store.Inbox.Entry;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.redis.RedisInbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Messages on one engine and who works on them on another. Thread-safe.
 *
 * <p>Both are told of a message at the same time, and it is accepted when both have it. What one of them has refused
 * stays in the inbox, if that has it: the log may have it too, and another host, or this one at the next attempt, relies
 * on the entry. So what was refused may be run all the same.
 */
public final class SharedMessageLog implements MessageLog {
  private final MessageLog log;
  private final RedisInbox inbox;

  public SharedMessageLog(MessageLog log, RedisInbox inbox) {
    this.log = log;
    this.inbox = inbox;
  }

  @Override
  public boolean appendInbound(App app, String channel, UserMessage message) {
    return append(new Entry(app.key(), channel, message), () -> log.appendInbound(app, channel, message),
        () -> log.isComplete(app, channel, message.messageId()));
  }

  @Override
  public UserMessage appendOutbound(App app, String channel, @Nullable Origin origin, UserMessage message) {
    return log.appendOutbound(app, channel, origin, message);
  }

  @Override
  public boolean appendEvent(App app, String channel, MessageEvent event) {
    if (!app.processEvents()) {
      return log.appendEvent(app, channel, event);
    }
    return append(new Entry(app.key(), channel, event), () -> log.appendEvent(app, channel, event),
        () -> log.isComplete(app, channel, event));
  }

  @Override
  public void complete(App app, String channel, MessageEvent event) {
    log.complete(app, channel, event);
    inbox.done(app.key(), channel, Entry.event(event));
  }

  @Override
  public boolean isComplete(App app, String channel, MessageEvent event) {
    return log.isComplete(app, channel, event);
  }

  @Override
  public void complete(App app, String channel, String messageId) {
    log.complete(app, channel, messageId);
    inbox.done(app.key(), channel, messageId);
  }

  @Override
  public boolean isComplete(App app, String channel, String messageId) {
    return log.isComplete(app, channel, messageId);
  }

  @Override
  public List<UserMessage> sentFor(App app, String channel, String messageId) {
    return log.sentFor(app, channel, messageId);
  }

  /** The log first: what is broken off in between is found in the inbox, and finished in the log. */
  @Override
  public Erased erase(App app, String address, String pseudonym) {
    Erased erased = log.erase(app, address, pseudonym);
    inbox.forget(app.key(), address);
    return erased;
  }

  @Override
  public List<UserMessage> latest(App app, Direction direction, int limit) {
    return log.latest(app, direction, limit);
  }

  @Override
  public List<UserMessage> latestWith(App app, Direction direction, String address, int limit) {
    return log.latestWith(app, direction, address, limit);
  }

  @Override
  public @Nullable UserMessage find(App app, Direction direction, String messageId) {
    return log.find(app, direction, messageId);
  }

  @Override
  public long count(App app, Direction direction) {
    return log.count(app, direction);
  }

  @Override
  public long countUsers(App app, Direction direction) {
    return log.countUsers(app, direction);
  }

  @Override
  public Map<String, Long> countEvents(App app) {
    return log.countEvents(app);
  }

  @Override
  public long countWithin(App app, Direction direction, Duration window) {
    return log.countWithin(app, direction, window);
  }

  private boolean append(Entry entry, BooleanSupplier storing, BooleanSupplier complete) {
    CompletableFuture<Boolean> held = inbox.put(entry);
    boolean fresh = storing.getAsBoolean();
    if (await(held) && !fresh) { // done, or somebody else's work; or an earlier attempt was refused after all but the answer
      giveBack(entry, complete.getAsBoolean());
    }
    return fresh;
  }

  private void giveBack(Entry entry, boolean complete) {
    if (complete) {
      inbox.done(entry.app(), entry.channel(), entry.id());
    } else {
      inbox.leave(entry.app(), entry.channel(), entry.id());
    }
  }

  private static boolean await(CompletableFuture<Boolean> held) {
    try {
      return held.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreException refused ? refused : e;
    }
  }
}
