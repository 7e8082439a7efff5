package io.jukwaa.stores.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Routing;
import io.jukwaa.resource.Tenant;
import io.jukwaa.store.DeploymentStore;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link DeploymentStore} does. */
public abstract class DeploymentStoreContract {
  /** An empty store; the same for all of one test. */
  protected abstract DeploymentStore store();

  @Test
  void returnsWhatWasSaved() {
    store().save(Samples.tenant("t"));
    store().save(Samples.app("a"));
    store().save(Samples.channel("c"));
    assertThat(store().tenant("t")).isEqualTo(Samples.tenant("t"));
    assertThat(store().app("a")).isEqualTo(Samples.app("a"));
    assertThat(store().channel("c")).isEqualTo(Samples.channel("c"));
  }

  @Test
  void hasNothingForAnUnknownKey() {
    assertThat(store().tenant("t")).isNull();
    assertThat(store().app("t")).isNull();
    assertThat(store().channel("t")).isNull();
  }

  @Test
  void replacesByKey() {
    store().save(Samples.app("a"));
    App changed = new App("a", "acme", "b.js", "\u2028'\0", "vumigo-0.2", Map.of(), Set.of(), false, Set.of());
    store().save(changed);
    assertThat(store().apps()).containsExactly(changed);
  }

  @Test
  void keepsEveryVersionOfTheRouting() {
    assertThat(store().routing("acme")).isNull();
    Routing first = routing("acme", 1, Routing.Source.FILE);
    Routing second = routing("acme", 2, Routing.Source.CALLER);
    store().save(first);
    store().save(second);
    store().save(routing("acme-2", 1, Routing.Source.FILE));
    assertThat(store().routing("acme")).isEqualTo(second);
    assertThat(store().routings("acme")).containsExactly(second, first);
    assertThat(store().routings("other")).isEmpty();
  }

  private static Routing routing(String tenant, int version, Routing.Source source) {
    return new Routing(tenant, version, "2026-03-01T10:00:00Z", source, "{\"unclaimed\":\"'\\u2028\"}");
  }

  @Test
  void listsEverything() {
    store().save(Samples.tenant("b"));
    store().save(Samples.tenant("a"));
    store().save(Samples.channel("c"));
    assertThat(store().tenants()).extracting(Tenant::key).containsExactlyInAnyOrder("a", "b");
    assertThat(store().channels()).extracting(Channel::key).containsExactly("c");
    assertThat(store().apps()).isEmpty();
  }
}
