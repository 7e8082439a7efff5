package io.jukwaa.resource;

import java.util.Objects;
import java.util.Set;

/**
 * An account: the owner of apps, contacts and key-value records, and a wall between it and every other.
 *
 * @param key unique in the installation
 * @param canManageOptouts whether its apps may use {@code optout.*}
 * @param maxKeys key-value records it may hold, as the original counts: one fewer than this number
 * @param helperMetadata keys of {@code helper_metadata} its apps may set on what they send
 * @param limits what its apps may use
 * @param retentionDays after which messages, events and metrics are forgotten; 0 as the installation says
 * @param contacts what it knows of people
 */
public record Tenant(String key, boolean canManageOptouts, int maxKeys, Set<String> helperMetadata, Limits limits,
    int retentionDays, ContactSchema contacts) {
  public static final int DEFAULT_MAX_KEYS = 10_000;
  /** Cassandra 5 takes no row, unless it is told to, that is to go after 2038-01-19. */
  public static final int LONGEST_RETENTION_DAYS = 3_650;

  public Tenant {
    helperMetadata = Set.copyOf(helperMetadata);
    // A tenant that was stored before there were limits, or a schema, has none.
    limits = Objects.requireNonNullElse(limits, Limits.DEFAULT);
    contacts = Objects.requireNonNullElse(contacts, ContactSchema.NONE);
  }

  /** A tenant with the default limits and the installation's retention. */
  public Tenant(String key, boolean canManageOptouts, int maxKeys, Set<String> helperMetadata) {
    this(key, canManageOptouts, maxKeys, helperMetadata, Limits.DEFAULT, 0);
  }

  /** A tenant that says nothing of its contacts. */
  public Tenant(String key, boolean canManageOptouts, int maxKeys, Set<String> helperMetadata, Limits limits,
      int retentionDays) {
    this(key, canManageOptouts, maxKeys, helperMetadata, limits, retentionDays, ContactSchema.NONE);
  }
}
