package io.jukwaa.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The people a tenant's apps know. */
public interface ContactStore {
  /**
   * @param key 32 hexadecimal digits
   * @param fields plain fields by name, for example {@code msisdn}, {@code name}; no nulls
   * @param extra the app's own fields
   * @param subscription the app's own subscriptions
   * @param groups keys of the static groups the person is in
   */
  record Contact(String key, Instant createdAt, Map<String, String> fields, Map<String, String> extra,
      Map<String, String> subscription, Set<String> groups) {
    public Contact {
      fields = Map.copyOf(fields);
      extra = Map.copyOf(extra);
      subscription = Map.copyOf(subscription);
      groups = Set.copyOf(groups);
    }
  }

  @Nullable
  Contact find(String tenant, String key);

  /** The newest contact whose field holds exactly this text. */
  @Nullable
  Contact findBy(String tenant, String field, String value);

  /** Stores the contact, replacing one of the same key. */
  void save(String tenant, Contact contact);

  /**
   * Atomic read-modify-write of one contact.
   *
   * @param change runs inside the store: short, without side effects, must not call a store
   * @return the contact as changed, or null if there is none of this key
   */
  @Nullable
  Contact update(String tenant, String key, UnaryOperator<Contact> change);

  /**
   * Atomic: the newest contact whose field holds the value, or the given one, stored.
   *
   * @return the contact that is stored now; it is {@code otherwise} if and only if it was created
   */
  Contact findOrSave(String tenant, String field, String value, Contact otherwise);

  /**
   * Contacts that match, newest first. A store may bound how many contacts it looks at for one search; it then fails and
   * leaves out nobody silently.
   *
   * @param query conditions all of which must hold; empty matches everybody
   * @param limit at most this many; {@link Integer#MAX_VALUE} for all
   * @throws StoreException also if the search would have to look at more contacts than the store allows
   */
  List<Contact> search(String tenant, List<Condition> query, int limit);

  /**
   * Gives every contact that matches, in an order of the engine's own, some at once and without holding anything
   * meanwhile: what is changed in between may be given as it was or as it is, what is not is given once.
   *
   * @param query as for {@link #search}; however many are looked at
   * @param receiver may call stores; whether it wants more
   */
  void each(String tenant, List<Condition> query, Predicate<Contact> receiver);

  /** Forgets the contact and that it was in groups; whether there was one. */
  boolean remove(String tenant, String key);

  /** Members of a static group. */
  long countMembers(String tenant, String group);

  /**
   * One condition of a search.
   *
   * @param field a plain field, {@code groups}, {@code key}, or {@code extras-<name>}
   * @param pattern text to match, ignoring case; {@code *} stands for any run of characters
   */
  record Condition(String field, String pattern) {}
}
