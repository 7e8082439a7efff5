package io.jukwaa.stores.redis;

import java.util.List;

/**
 * The names of all keys: {@code prefix:{owner}:kind[:rest]}. What stands in braces decides the slot in a cluster, so
 * all keys of an owner that one script touches are in one slot.
 *
 * <p>Owner and rest may be any text: what could end them is escaped, so that different ones never meet.
 *
 * @param prefix of the installation
 */
record KeyNames(String prefix) {
  /** The owner of what nodes hold: one script looks at a lock or an entry and at its holder's sign of life. */
  private static final String NODES = "nodes";

  /** Data, of a tenant: a hash of records, a sorted set of their keys in order, a sorted set of those that expire. */
  List<String> records(String tenant) {
    return List.of(key(tenant, "kv"), key(tenant, "kv-order"), key(tenant, "kv-expiry"));
  }

  /** Text with a time to live, of a tenant: the newest token under which a run of this user has read or written. */
  String newestLease(String tenant, String app, String user) {
    return key(tenant, "kv-lease") + ":" + pair(app, user);
  }

  /** Text with the time to live of the session, of a channel. */
  String session(String channel, String id) {
    return key(channel, "session") + ":" + id;
  }

  /**
   * Data until it is settled, of a channel: sorted sets of what is concluded, of replies and of bulk, by the time that
   * each is due.
   */
  List<String> outboxQueues(String channel) {
    return List.of(key(channel, "outbox-concluded"), key(channel, "outbox-reply"), key(channel, "outbox-bulk"));
  }

  /** Data until it is settled, of a channel: a hash. An empty id gives what all of them begin with. */
  String outboxMessage(String channel, String id) {
    return key(channel, "outbox") + ":" + id;
  }

  /** Data until it is concluded, of a channel: a sorted set of what waits by the time it was put in. */
  String outboxSince(String channel) {
    return key(channel, "outbox-since");
  }

  /** Data while anything is not settled, of a channel: the newest place in the order in which messages were put in. */
  String outboxPlace(String channel) {
    return key(channel, "outbox-place");
  }

  /** Text, for a week, of a channel: that a message of this id has left. */
  String outboxLeft(String channel, String id) {
    return key(channel, "outbox-left") + ":" + id;
  }

  /** Text, until a week after it was settled, of a channel: the message that the operator calls this. */
  String outboxSent(String channel, String sentId) {
    return key(channel, "outbox-sent") + ":" + sentId;
  }

  /** A list, for an hour, of a channel: receipts about what the operator calls this. */
  String outboxEarly(String channel, String sentId) {
    return key(channel, "outbox-early") + ":" + sentId;
  }

  /** Data: a sorted set of the channels that may have messages to leave, by the second in which that was said. */
  String outboxChannels() {
    return key(NODES, "outbox-channels");
  }

  /** Data, of a channel: a hash of what happened last of each kind. */
  String channelMarks(String channel) {
    return key(channel, "marks");
  }

  /** A hash, for some days, of a channel: how often things happened in this hour, in seconds since 1970. */
  String channelHour(String channel, long hour) {
    return key(channel, "seen") + ":" + hour;
  }

  /** Data, of an app: the list of its newest lines. */
  String log(String app) {
    return key(app, "log");
  }

  /** Data, of a tenant: a sorted set of the hours it has usage of, in seconds since 1970. */
  String usage(String tenant) {
    return key(tenant, "usage");
  }

  /** Data, of a tenant: a hash of one hour's sums. */
  String usage(String tenant, long hour) {
    return usage(tenant) + ":" + hour;
  }

  /** Text with the time to live of a lease: who has the lock. */
  String lock(String app, String user) {
    return key(NODES, "held") + ":" + pair(app, user);
  }

  /** A hash that lives while somebody waits: the nodes that wait for the lock. */
  String queue(String app, String user) {
    return key(NODES, "queue") + ":" + pair(app, user);
  }

  /** Data: the newest fencing token. */
  String token() {
    return key(NODES, "token");
  }

  /** Text with a short time to live: that this node lives. An empty name gives what all of them begin with. */
  String node(String node) {
    return key(NODES, "node") + ":" + node;
  }

  /** Data: a sorted set of the names of what a node works on. An empty name gives what all of them begin with. */
  String inboxOrder(String node) {
    return key(NODES, "inbox-order") + ":" + node;
  }

  /** Data: a hash of what a node works on. An empty name gives what all of them begin with. */
  String inboxEntries(String node) {
    return key(NODES, "inbox") + ":" + node;
  }

  /** Data: a sorted set of the names of what is unfinished of one user, in the order in which it came. */
  String inboxUser(String app, String user) {
    return key(NODES, "inbox-user") + ":" + pair(app, user);
  }

  /** A list, for a day: the names of what a node was given when it last took something over. */
  String inboxClaimed(String node) {
    return key(NODES, "inbox-claimed") + ":" + node;
  }

  /** Data: a set of the nodes that work on something. */
  String inboxNodes() {
    return key(NODES, "inbox-nodes");
  }

  /** Data: the newest place in the order in which messages came. */
  String inboxPlace() {
    return key(NODES, "inbox-place");
  }

  private String key(String owner, String kind) {
    return prefix + ":{" + escaped(owner) + "}:" + kind;
  }

  private static String pair(String first, String second) {
    return escaped(first) + ":" + second;
  }

  /** Without braces and colons; a text of no length would not count as what decides the slot. */
  private static String escaped(String text) {
    if (text.isEmpty()) {
      return "%";
    }
    return text.replace("%", "%25").replace("{", "%7B").replace("}", "%7D").replace(":", "%3A");
  }
}
