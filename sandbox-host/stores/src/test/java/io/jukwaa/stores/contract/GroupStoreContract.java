package io.jukwaa.stores.contract;

import static io.jukwaa.stores.contract.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.store.GroupStore;
import io.jukwaa.store.GroupStore.Group;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What every {@link GroupStore} does. */
public abstract class GroupStoreContract {
  private final String tenant = Samples.fresh("acme");
  private final String stranger = Samples.fresh("stranger");

  /** A store without groups; the same for all of one test. */
  protected abstract GroupStore store();

  @Test
  void returnsTheWholeGroup() {
    Group smart = new Group("k", "name", "msisdn:+27*", START);
    store().save(tenant, smart);
    assertThat(store().find(tenant, "k")).isEqualTo(smart);
    assertThat(store().find(stranger, "k")).isNull();
  }

  @Test
  void replacesByKey() {
    store().save(tenant, new Group("k", "name", "query", START));
    store().save(tenant, new Group("k", "renamed", null, START));
    assertThat(store().list(tenant)).containsExactly(new Group("k", "renamed", null, START));
  }

  @Test
  void findsAllOfOneName() {
    store().save(tenant, group("1", "same"));
    store().save(tenant, group("2", "same"));
    store().save(tenant, group("3", "Same"));
    assertThat(store().findByName(tenant, "same")).containsExactlyInAnyOrder(group("1", "same"), group("2", "same"));
    assertThat(store().findByName(tenant, "none")).isEmpty();
  }

  @Test
  void listsByName() {
    store().save(tenant, group("1", "b"));
    store().save(tenant, group("2", "a"));
    assertThat(store().list(tenant)).extracting(Group::name).containsExactly("a", "b");
  }

  @Test
  void createsOneGroupWhenManyAskAtOnce() {
    var answers = new ConcurrentLinkedQueue<List<Group>>();
    Samples.atOnce(50, i -> answers.add(store().findByNameOrSave(tenant, group("k" + i, "name"))));
    List<Group> only = store().list(tenant);
    assertThat(only).hasSize(1);
    assertThat(answers).hasSize(50).containsOnly(only);
  }

  private static Group group(String key, String name) {
    return new Group(key, name, null, START);
  }
}
