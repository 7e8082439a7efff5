package io.jukwaa.server.hostile;

/**
 * A mistake that could be made in the host or its worker, made on purpose.
 *
 * @param program of ours that must get away with something then
 * @param file from the repository's root
 * @param right what stands there, once
 * @param wrong what stands there instead
 */
public record Weakness(String program, String file, String right, String wrong) {
  private static final String HOST = "sandbox-host/";

  /** The part of the host whose library it is in. */
  public String module() {
    return file.split("/", -1)[1];
  }

  /** Keys of all tenants in one heap. */
  static Weakness keysWithoutTenant() {
    return new Weakness("tenant-keys",
        HOST + "stores/src/main/java/io/jukwaa/stores/embedded/EmbeddedKeyValueStore.java",
        "select json from record where tenant = ? and key = ? and",
        "select json from record where ? is not null and key = ? and");
  }

  /** Contacts found by their address alone. */
  static Weakness contactsWithoutTenant() {
    return new Weakness("tenant-contacts",
        HOST + "stores/src/main/java/io/jukwaa/stores/embedded/EmbeddedContactStore.java",
        " where f.tenant = ? and f.field = ? and f.folded = ? and f.value = ?\"",
        " where ? is not null and f.field = ? and f.folded = ? and f.value = ?\"");
  }

  /** URLs checked by how they read, not by where they lead. */
  static Weakness unresolvedAddresses() {
    return new Weakness("http-private", HOST + "server/src/main/java/io/jukwaa/server/fetch/UrlGate.java",
        "if (!granted && !addresses.stream().allMatch(isPublic))", "if (!granted && addresses.isEmpty())");
  }

  /** A right to reply to any message. */
  static Weakness unboundReplies() {
    return new Weakness("reply-to-another",
        HOST + "resources/src/main/java/io/jukwaa/resources/outbound/OutboundResource.java",
        "if (inbound == null || !inbound.messageId().equals(original))", "if (inbound == null)");
  }

  /** The command taken from the app's own parameters. */
  static Weakness mergedEnvelope() {
    return new Weakness("forged-envelope", HOST + "sandbox/src/main/java/io/jukwaa/sandbox/WorkerRun.java",
        "new Command(request.command(), Fields.of(given))",
        "new Command(String.valueOf(parsed(request.json()).get(\"cmd\")), Fields.of(given))");
  }

  /** An engine with the built-ins that read files. */
  static Weakness loading() {
    return new Weakness("host-load", HOST + "worker/src/main/java/io/jukwaa/worker/GuestEngine.java",
        "Map.entry(\"js.load\", \"false\")", "Map.entry(\"js.load\", \"true\")");
  }

  /** An engine that gives guests the host's classes. */
  static Weakness hostClasses() {
    return new Weakness("host-classes", HOST + "worker/src/main/java/io/jukwaa/worker/GuestEngine.java",
        "builder.allowHostAccess(NOTHING)", "builder.allowHostAccess(HostAccess.ALL).allowHostClassLookup(_ -> true)");
  }

  /** Log lines kept as the app wrote them. */
  static Weakness rawLogLines() {
    return new Weakness("log-forging", HOST + "stores/src/main/java/io/jukwaa/stores/embedded/EmbeddedAppLog.java",
        "LogText.safe(text)", "text");
  }

  /** Counters that refuse nothing. */
  static Weakness noAllowance() {
    return new Weakness("message-flood", HOST + "sandbox/src/main/java/io/jukwaa/sandbox/Allowance.java",
        "return used <= limit ? null", "return used >= 0 ? null");
  }

  /** A session that can still be written to when it is over. */
  static Weakness rightsAfterDone() {
    return new Weakness("after-done", HOST + "worker/src/main/resources/io/jukwaa/worker/bridge.js",
        "return finishing && (held", "return finishing && false && (held");
  }

  /** Realms used again as the last run left them. */
  static Weakness realmsNotSetBack() {
    return new Weakness("realm-left-behind", HOST + "worker/src/main/java/io/jukwaa/worker/RealmPool.java",
        "lengths().equals(lengths) && realm.restore()", "lengths().equals(lengths)");
  }
}
