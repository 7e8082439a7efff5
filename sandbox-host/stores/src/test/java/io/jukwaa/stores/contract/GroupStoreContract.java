package io.jukwaa.stores.contract;

import static io.jukwaa.stores.contract.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.store.GroupStore;
import io.jukwaa.store.GroupStore.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every {@link GroupStore} does. */
public abstract class GroupStoreContract {
  private static final String TENANT = "acme";

  /** A store without groups; the same for all of one test. */
  protected abstract GroupStore store();

  @Test
  void returnsTheWholeGroup() {
    Group smart = new Group("k", "name", "msisdn:+27*", START);
    store().save(TENANT, smart);
    assertThat(store().find(TENANT, "k")).isEqualTo(smart);
    assertThat(store().find("other", "k")).isNull();
  }

  @Test
  void replacesByKey() {
    store().save(TENANT, new Group("k", "name", "query", START));
    store().save(TENANT, new Group("k", "renamed", null, START));
    assertThat(store().list(TENANT)).containsExactly(new Group("k", "renamed", null, START));
  }

  @Test
  void findsAllOfOneName() {
    store().save(TENANT, group("1", "same"));
    store().save(TENANT, group("2", "same"));
    store().save(TENANT, group("3", "Same"));
    assertThat(store().findByName(TENANT, "same")).containsExactlyInAnyOrder(group("1", "same"), group("2", "same"));
    assertThat(store().findByName(TENANT, "none")).isEmpty();
  }

  @Test
  void listsByName() {
    store().save(TENANT, group("1", "b"));
    store().save(TENANT, group("2", "a"));
    assertThat(store().list(TENANT)).extracting(Group::name).containsExactly("a", "b");
  }

  @Test
  void createsOneGroupWhenManyAskAtOnce() {
    List<CompletableFuture<List<Group>>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        Group otherwise = group("k" + i, "name");
        answers.add(CompletableFuture.supplyAsync(() -> store().findByNameOrSave(TENANT, otherwise), threads));
      }
    }
    List<Group> only = store().list(TENANT);
    assertThat(only).hasSize(1);
    assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(only));
  }

  private static Group group(String key, String name) {
    return new Group(key, name, null, START);
  }
}
