package io.jukwaa.server.deployment;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Tenant;
import io.jukwaa.server.httpapi.Conversation;
import io.jukwaa.server.junebug.JunebugApp;
import io.jukwaa.server.routing.TableCheck;
import io.jukwaa.server.settings.LimitSettings;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.transports.SendingTransport;
import io.jukwaa.transports.Transports;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the section {@code deploy} of the settings file; {@code docs/reference/deployment.md} describes it. App files
 * are read now and not looked at again.
 */
public final class DeploymentLoader {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final String KEY_EXPECTED = "letters, digits, dot, dash and underscore, at most 63";

  private final Path folder;
  private final Settings settings;
  private final Transports transports;

  /**
   * @param folder where relative paths start: the folder of the settings file
   * @param settings of the installation: what stands for tenants and channels that bring nothing of their own
   * @param transports the transports there are
   */
  public DeploymentLoader(Path folder, Settings settings, Transports transports) {
    this.folder = folder;
    this.settings = settings;
    this.transports = transports;
  }

  /** @throws InvalidFieldException naming the key that is wrong, for example {@code deploy.apps.clinic.file} */
  public Deployment load(Fields deploy) {
    Section section = new Section("deploy", deploy).only("tenants", "apps", "channels", "routing");
    Map<String, Tenant> tenants = new LinkedHashMap<>();
    section.sections("tenants").forEach((key, tenant) -> tenants.put(key, tenant(key, tenant)));
    Map<String, App> apps = new LinkedHashMap<>();
    section.sections("apps").forEach((key, app) -> apps.put(key, app(key, app, tenants.keySet())));
    Map<String, Channel> channels = new LinkedHashMap<>();
    section.sections("channels")
        .forEach((key, channel) -> channels.put(key, channel(key, channel, apps, tenants.keySet())));
    section.sections("apps").forEach((key, app) -> app.entries("endpoints")
        .forEach((endpoint, _) -> checkRoute(app, endpoint, channels)));
    return new Deployment(tenants.values().stream().toList(), apps.values().stream().toList(),
        channels.values().stream().toList(), routings(section, tenants.keySet(), apps, channels),
        new AlertsReader(settings.alerts()).read(section));
  }

  private Map<String, Map<String, ?>> routings(Section section, Set<String> tenants, Map<String, App> apps,
      Map<String, Channel> channels) {
    Map<String, Map<String, ?>> routings = new LinkedHashMap<>();
    section.sections("routing").forEach((tenant, routing) -> {
      if (!tenants.contains(tenant)) {
        throw new InvalidFieldException(section.path("routing"), tenant, "a key under tenants");
      }
      TableCheck.of(tenant, apps.values(), channels.values(), transports).check(routing);
      routings.put(tenant, routing.fields().members());
    });
    return routings;
  }

  private Tenant tenant(String key, Section section) {
    checked(section, key).only("can-manage-optouts", "max-keys", "helper-metadata", "limits", "retention-days",
        "country", "contact-fields", "alerts");
    section.section("limits").only(LimitSettings.names().toArray(String[]::new));
    return new Tenant(key, section.flag("can-manage-optouts"), section.count("max-keys", Tenant.DEFAULT_MAX_KEYS),
        new HashSet<>(section.texts("helper-metadata")),
        LimitSettings.of(section.amounts("limits"), section.path("limits"), settings.sandbox().limits()),
        retentionDays(section), ContactSchemaReader.read(section));
  }

  private int retentionDays(Section section) {
    int days = section.count("retention-days", 0);
    if (days > Tenant.LONGEST_RETENTION_DAYS) {
      throw new InvalidFieldException(section.path("retention-days"), days,
          "at most " + Tenant.LONGEST_RETENTION_DAYS + "; 0 for cassandra.retention-days");
    }
    if (days > 0 && settings.data().isEmbedded()) {
      throw new InvalidFieldException(section.path("retention-days"), days,
          "data.stores: redis+cassandra; the embedded store forgets nothing");
    }
    return days;
  }

  private App app(String key, Section section, Collection<String> tenants) {
    if (section.value("http-api") != null) {
      return conversation(key, section, tenants);
    }
    return section.value("junebug") == null ? script(key, section, tenants) : junebug(key, section, tenants);
  }

  /** Its program is elsewhere, and the host speaks for it. */
  private static App conversation(String key, Section section, Collection<String> tenants) {
    checked(section, key).only("tenant", "name", "http-api", "private-hosts", "endpoints");
    Map<String, String> routes = section.entries("endpoints");
    if (!Set.of(UserMessage.DEFAULT_ENDPOINT).containsAll(routes.keySet())) {
      throw new InvalidFieldException(section.path("endpoints"), routes.keySet(), "default alone");
    }
    String name = section.textOrNull("name");
    return new App(key, one(section, "tenant", tenants), name == null ? key : name, "", "",
        Conversation.config(section.section("http-api")), Set.of(), true,
        new HashSet<>(section.texts("private-hosts")), routes);
  }

  /** The same; it sends by the channels that lead to it. */
  private static App junebug(String key, Section section, Collection<String> tenants) {
    checked(section, key).only("tenant", "name", "junebug", "private-hosts");
    String name = section.textOrNull("name");
    return new App(key, one(section, "tenant", tenants), name == null ? key : name, "", "",
        JunebugApp.config(section.section("junebug")), Set.of(), true, new HashSet<>(section.texts("private-hosts")),
        Map.of());
  }

  private App script(String key, Section section, Collection<String> tenants) {
    checked(section, key).only("tenant", "name", "file", "modules", "config", "config-files", "private-hosts",
        "endpoints");
    Path file = folder.resolve(section.text("file"));
    Map<String, String> config = config(section);
    AppConfig read = AppConfig.of(config);
    Map<String, String> routes = section.entries("endpoints");
    Set<String> endpoints = new HashSet<>(read.endpoints());
    routes.keySet().stream().filter(name -> !name.equals(UserMessage.DEFAULT_ENDPOINT)).forEach(endpoints::add);
    return new App(key, one(section, "tenant", tenants), named(section, file),
        TextFile.read(section.path("file"), file), modules(section), config, endpoints,
        read.processEvents(), new HashSet<>(section.texts("private-hosts")), routes);
  }

  /** The channel must be the tenant's and able to send by itself. */
  private void checkRoute(Section app, String endpoint, Map<String, Channel> channels) {
    Section endpoints = app.section("endpoints");
    Channel channel = channels.get(one(endpoints, endpoint, channels.keySet()));
    if (channel == null || !channel.tenant().equals(app.text("tenant"))) {
      throw endpoints.refused(endpoint, "a channel of the same tenant");
    }
    if (!(transports.of(channel) instanceof SendingTransport)) {
      throw endpoints.refused(endpoint, "a channel by which messages can leave at any time, not one of "
          + channel.transport());
    }
  }

  private static String modules(Section section) {
    String modules = section.textOrNull("modules");
    return modules == null ? App.STANDARD_MODULES : modules;
  }

  private Map<String, String> config(Section section) {
    Map<String, String> config = new LinkedHashMap<>(ConfigValues.texts(section.section("config")));
    Section files = section.section("config-files");
    section.entries("config-files").forEach((name, file) -> {
      if (config.put(name, TextFile.read(files.path(name), folder.resolve(file))) != null) {
        throw files.refused(name, "a key that is not under config too");
      }
    });
    return config;
  }

  private Channel channel(String key, Section section, Map<String, App> apps, Set<String> tenants) {
    checked(section, key).only("transport", "map", "app", "tenant", "settings", "apology", "alerts");
    Owner owner = owner(section, apps, tenants);
    Map<String, String> settings = new LinkedHashMap<>(section.entries("settings"));
    String map = section.textOrNull("map");
    if (map != null) {
      settings.put("map", map);
    }
    String own = section.textOrNull("apology");
    String transport = one(section, "transport", transports.names());
    Channel channel = new Channel(key, owner.tenant(), owner.app(), transport, settings,
        own == null ? this.settings.messages().apology() : own);
    try {
      transports.check(channel);
    } catch (InvalidFieldException e) {
      throw e.in(section.path("settings"));
    }
    return channel;
  }

  /** @param app empty if routing says which */
  private record Owner(String tenant, String app) {}

  private static Owner owner(Section section, Map<String, App> apps, Set<String> tenants) {
    if (section.value("app") == null && section.value("tenant") != null) {
      return new Owner(one(section, "tenant", tenants), "");
    }
    App app = Objects.requireNonNull(apps.get(one(section, "app", apps.keySet())));
    if (section.value("tenant") != null && !section.text("tenant").equals(app.tenant())) {
      throw section.refused("tenant", "the one of its app, " + app.tenant());
    }
    return new Owner(app.tenant(), app.key());
  }

  private static Section checked(Section section, String key) {
    if (!KEY.matcher(key).matches()) {
      throw new InvalidFieldException(section.path(), key, KEY_EXPECTED);
    }
    return section;
  }

  private static String named(Section section, Path file) {
    String name = section.textOrNull("name");
    return name == null ? file.getFileName().toString() : name;
  }

  private static String one(Section section, String name, Collection<String> all) {
    String text = section.text(name);
    if (!all.contains(text)) {
      throw section.refused(name,
          all.isEmpty()
              ? "one that is defined; none is"
              : "one of " + String.join(", ", all.stream().sorted().toList()));
    }
    return text;
  }
}
