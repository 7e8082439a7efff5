package io.jukwaa.resource;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's program as it is deployed. What Vumi Go called a conversation of type {@code jsbox}.
 *
 * @param key unique in the installation; the {@code conversation_key} apps see
 * @param tenant key of the owner
 * @param name for people; the file name in stack traces
 * @param source the script's text
 * @param modules the module set its {@code require} draws from, for example {@link #STANDARD_MODULES}; empty if the
 *     program is the host, which then knows from the config what to do
 * @param config what {@code config.get} serves: key to text
 * @param endpoints names it may send to besides {@code default}
 * @param processEvents whether it is run for acks, nacks and delivery reports
 * @param privateHosts {@code host:port} its HTTP may reach although the address is private
 * @param routes which channels carry what it sends, where the tenant's routing does not say: name of the endpoint,
 *     {@code default} too, to key of the channel
 */
public record App(String key, String tenant, String name, String source, String modules, Map<String, String> config,
    Set<String> endpoints, boolean processEvents, Set<String> privateHosts, Map<String, String> routes) {
  /** The module set of apps that name none: our own toolkit, also under the name of the one it stands in for. */
  public static final String STANDARD_MODULES = "jukwaa";

  public App {
    config = Map.copyOf(config);
    endpoints = Set.copyOf(endpoints);
    privateHosts = Set.copyOf(privateHosts);
    // An app that was stored before there were routes has none.
    routes = Map.copyOf(Objects.requireNonNullElse(routes, Map.of()));
  }

  /** An app whose endpoints lead nowhere. */
  public App(String key, String tenant, String name, String source, String modules, Map<String, String> config,
      Set<String> endpoints, boolean processEvents, Set<String> privateHosts) {
    this(key, tenant, name, source, modules, config, endpoints, processEvents, privateHosts, Map.of());
  }

  /** Whether it runs in the sandbox; if not, its program is the host. */
  public boolean runsInSandbox() {
    return !modules.isEmpty();
  }

  /** What Vumi Go called it: {@code jsbox}, or the one key that the config of an app that is the host has. */
  public String conversationType() {
    return runsInSandbox() || config.isEmpty() ? "jsbox" : config.keySet().iterator().next();
  }

  /** The value of a config key as text; null when the key is unknown. */
  public @Nullable String configured(String configKey) {
    return config.get(configKey);
  }
}
