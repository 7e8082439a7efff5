package io.jukwaa.server.deployment;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Limits;
import io.jukwaa.resource.Tenant;
import io.jukwaa.server.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One app alone, as its developer runs it: a tenant of its own that may manage opt-outs, and three channels, one for
 * {@code POST /messages/<slug>}, one for Africa's Talking at {@code /ussd/<slug>}, and {@code /loopback/<slug>}, to which
 * every endpoint leads.
 *
 * @param slug the app's key, and its name in URLs
 * @param file the app
 * @param modules the module set it requires from
 * @param config members of the config file; a missing {@code config} becomes {@code {"name": <slug>}}
 * @param privateHosts {@code host:port} its HTTP may reach although the address is private
 */
public record SingleApp(String slug, Path file, String modules, Fields config, Set<String> privateHosts) {
  public static final String TENANT = "developer";

  public SingleApp {
    privateHosts = Set.copyOf(privateHosts);
  }

  /** The app's name after its file, without the ending and fit for URLs. */
  public static String slug(Path file) {
    String name = String.valueOf(file.getFileName());
    String slug = Slug.of(name.endsWith(".js") ? name.substring(0, name.length() - ".js".length()) : name);
    return slug.isEmpty() ? "app" : slug;
  }

  /**
   * @param limits of its tenant
   * @throws InvalidFieldException if the app file cannot be read or the config holds what it may not
   */
  public Deployment deployment(String apology, Limits limits) {
    Map<String, String> texts = new LinkedHashMap<>(ConfigValues.texts(new Section("", config)));
    texts.putIfAbsent("config", Json.text(Map.of("name", slug)));
    AppConfig read = AppConfig.of(texts);
    String phones = Channels.key("loopback", slug);
    Map<String, String> routes = new LinkedHashMap<>(Map.of(UserMessage.DEFAULT_ENDPOINT, phones));
    read.endpoints().forEach(endpoint -> routes.put(endpoint, phones));
    App app = new App(slug, TENANT, file.getFileName().toString(),
        PackageApp.source(file, TextFile.read("APP.js", file)), modules, texts, read.endpoints(), read.processEvents(),
        privateHosts, routes);
    Tenant tenant = new Tenant(TENANT, true, Tenant.DEFAULT_MAX_KEYS, Set.of(), limits, 0);
    return new Deployment(List.of(tenant), List.of(app), List.of(
        new Channel(slug, TENANT, slug, "json", Map.of(), apology),
        new Channel(Channels.key("ussd-http", slug), TENANT, slug, "ussd-http", Map.of("map", "africastalking"),
            apology),
        new Channel(phones, TENANT, slug, "loopback", Map.of(), apology)));
  }
}
