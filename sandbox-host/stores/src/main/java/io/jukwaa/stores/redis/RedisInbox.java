package io.jukwaa.stores.redis;

import io.jukwaa.message.Fields;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Received;
import io.jukwaa.message.UserMessage;
import io.jukwaa.store.Inbox;
import io.jukwaa.stores.format.Json;
import io.jukwaa.stores.format.Text;
import io.jukwaa.stores.repeat.RepeatedWrites;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What each node works on. A node that does not live any more, by the sign that its locks give, works on nothing: what
 * it had is taken over, oldest first. Each call is one round trip. Thread-safe.
 */
public final class RedisInbox implements Inbox {
  private static final String NOBODY = "";
  private static final String MESSAGE = "message";
  private static final String EVENT = "event";

  private final RedisLink link;
  private final RepeatedWrites repeated;
  private final KeyNames names;
  private final String node;
  /** Whether the last answer to a claim has come. */
  private boolean heard = true;

  RedisInbox(RedisLink link, RepeatedWrites repeated, KeyNames names, String node) {
    this.link = link;
    this.repeated = repeated;
    this.names = names;
    this.node = node;
  }

  /**
   * Sends word that this process works on a message.
   *
   * @return whether it did not yet; fails with {@link io.jukwaa.store.StoreException}
   */
  public CompletableFuture<Boolean> put(Entry given) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("app", given.app());
    entry.put("channel", given.channel());
    entry.put(given.received() instanceof UserMessage ? MESSAGE : EVENT, given.received().json().members());
    return link.run(Script.INBOX_PUT,
        List.of(names.inboxOrder(node), names.inboxEntries(node), names.inboxNodes(), names.inboxPlace(),
            names.node(node), user(given.app(), given.received())),
        node, name(given.app(), given.channel(), given.id()), Json.text(entry), RedisUserLocks.ALIVE_MILLIS)
        .thenApply(answer -> RedisLink.number(answer) == 1);
  }

  /** What has this {@link Inbox.Entry#id} is finished. Returns at once. */
  public void done(String app, String channel, String id) {
    done(app, channel, id, "finished");
  }

  /** Another process works on it; if none does, it stays with this one. Returns at once. */
  public void leave(String app, String channel, String id) {
    done(app, channel, id, "left");
  }

  /** One round trip; of one who waits for a message that another node has, one each time it asks. */
  @Override
  public boolean isNext(String app, String channel, UserMessage message) {
    return RedisLink.number(link.ask(Script.INBOX_NEXT, List.of(user(app, message), names.inboxNodes()),
        name(app, channel, message.messageId()), names.inboxEntries(""))) == 1;
  }

  /** Whether a node, or nobody, has it to run. One round trip. */
  boolean has(Entry entry) {
    return RedisLink.number(link.ask(Script.INBOX_HAS, List.of(names.inboxNodes()),
        name(entry.app(), entry.channel(), entry.id()), names.inboxEntries(""))) == 1;
  }

  /** What an answer that never came has given is given again. */
  @Override
  public synchronized List<Entry> claim(int limit) {
    String before = heard ? "heard" : "lost";
    heard = false;
    Response taken = link.ask(Script.INBOX_CLAIM,
        List.of(names.inboxOrder(node), names.inboxEntries(node), names.inboxNodes(), names.node(node),
            names.inboxClaimed(node)),
        node, limit, names.inboxOrder(""), names.inboxEntries(""), names.node(""), RedisUserLocks.ALIVE_MILLIS, before);
    heard = true;
    return entries(taken);
  }

  @Override
  public List<Entry> oldest(int limit) {
    return entries(
        link.ask(Script.INBOX_OLDEST, List.of(names.inboxOrder(node), names.inboxEntries(node)), limit));
  }

  @Override
  public void release() {
    repeated.settle(); // what is done already is nobody's work
    link.ask(Script.INBOX_RELEASE, List.of(names.inboxOrder(node), names.inboxEntries(node),
        names.inboxOrder(NOBODY), names.inboxEntries(NOBODY), names.inboxNodes()), node);
  }

  private void done(String app, String channel, String id, String how) {
    repeated.add(() -> link.tell(Script.INBOX_DONE,
        List.of(names.inboxOrder(node), names.inboxEntries(node), names.inboxNodes()), name(app, channel, id),
        how, node, names.inboxEntries("")));
  }

  /** Nobody works any more on what came from this user of the app, nor will. */
  public void forget(String app, String user) {
    repeated.settle();
    String unfinished = names.inboxUser(app, Text.storable(user).replace('\n', ' '));
    Response all = Objects.requireNonNull(link.ask(Request.cmd(Command.ZRANGE).arg(unfinished).arg(0).arg(-1)));
    Response nodes = Objects.requireNonNull(link.ask(Request.cmd(Command.SMEMBERS).arg(names.inboxNodes())));
    for (Response entry : all) {
      for (Response holder : nodes) {
        link.ask(Script.INBOX_DONE, List.of(names.inboxOrder(holder.toString()), names.inboxEntries(holder.toString()),
            names.inboxNodes()), entry.toString(), "finished", holder.toString(), names.inboxEntries(""));
      }
    }
    link.ask(Request.cmd(Command.DEL).arg(unfinished));
  }

  /** Messages from nobody, and events, are each a user's of its own. */
  private String user(String app, Received received) {
    String user = switch (received) {
      case UserMessage message -> Objects.requireNonNullElse(message.fromAddr(), message.messageId());
      case MessageEvent event -> Entry.event(event);
    };
    return names.inboxUser(app, Text.storable(user).replace('\n', ' '));
  }

  private static List<Entry> entries(@Nullable Response texts) {
    List<Entry> entries = new ArrayList<>();
    if (texts != null) {
      texts.forEach(text -> entries.add(entry(text.toString())));
    }
    return entries;
  }

  /** Before the first line end stands the key of its user's messages, for the scripts. */
  private static Entry entry(String text) {
    Fields fields = Json.fields(text.substring(text.indexOf('\n') + 1));
    return new Entry(fields.text("app"), fields.text("channel"), fields.has(MESSAGE)
        ? new UserMessage(Fields.of(fields.object(MESSAGE)))
        : new MessageEvent(Fields.of(fields.object(EVENT))));
  }

  private static String name(String app, String channel, String id) {
    return Json.text(List.of(Text.storable(app), Text.storable(channel), Text.storable(id)));
  }
}
