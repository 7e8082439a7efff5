package io.jukwaa.server.hostile;

import io.jukwaa.server.Json;
import io.jukwaa.server.bench.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings file of a host under attack: the programs as apps of hostile tenants, one set for each attacker, and a
 * good tenant whose app holds conversations and who has secrets.
 *
 * @param plan tells how many hostile tenants there are, the first of them {@code tenant-a}, and their limits
 * @param stub {@code host:port} of the stub that counts as public for hostile apps
 */
record HostileDeployment(List<Program> programs, HostileSuite.Plan plan, List<String> stub, Path hostsFile) {
  static final String GOOD = "good";
  static final String SEED = "seed";
  private static final String GOOD_TENANT = "tenant-b";
  /** Stores what nobody else may find. */
  private static final String SEED_APP = """
      api.on_inbound_message = function (command) {
        var self = this;
        self.request('kv.set', {key: 'secret', value: 'secret-of-b'}, function () {
          self.request('contacts.get_or_create', {delivery_class: 'ussd', addr: '+27820000001'}, function () {
            self.request('outbound.reply_to', {content: 'stored', in_reply_to: command.msg.message_id,
                continue_session: false}, function () { self.done(); });
          });
        });
      };
      """;
  /** A harmless message of a hostile tenant. */
  private static final String NEXT_APP = """
      api.on_inbound_message = function (command) {
        var self = this;
        self.request('outbound.reply_to', {content: 'here', in_reply_to: command.msg.message_id,
            continue_session: false}, function () { self.done(); });
      };
      """;

  static String tenant(int attacker) {
    return attacker == 0 ? "tenant-a" : "tenant-a" + attacker;
  }

  static String app(int attacker, Program program) {
    return "h" + attacker + "-" + program.name();
  }

  static String next(int attacker) {
    return "next-" + attacker;
  }

  /** Writes it. JSON is YAML. */
  Path write(Workspace workspace) {
    Map<String, Object> tenants = new LinkedHashMap<>();
    Map<String, Object> apps = new LinkedHashMap<>();
    tenants.put(GOOD_TENANT, Map.of());
    apps.put(GOOD, Map.of("tenant", GOOD_TENANT, "file", "app.js", "config",
        Map.of("config", Map.of("name", GOOD))));
    apps.put(SEED, app(GOOD_TENANT, text(workspace, "seed.js", SEED_APP).toString()));
    text(workspace, "next.js", NEXT_APP);
    for (int attacker = 0; attacker < plan.attackers(); attacker++) {
      String tenant = tenant(attacker);
      tenants.put(tenant, Map.of("limits", Map.of("cpu-time", plan.cpuTime().toMillis() + "ms", "wall-time",
          plan.wallTime().toMillis() + "ms")));
      apps.put(next(attacker), app(tenant, workspace.file("next.js").toString()));
      for (Program program : programs) {
        apps.put(app(attacker, program), app(tenant, program.file().toAbsolutePath().toString()));
      }
    }
    Map<String, Object> channels = new LinkedHashMap<>();
    apps.keySet().forEach(app -> channels.put(app,
        Map.of("transport", "json", "app", app, "settings", Map.of("within", "30"))));
    return text(workspace, "hostile.yaml", Json.pretty(Map.of("http", Map.of("hosts-file", hostsFile.toString()),
        "deploy", Map.of("tenants", tenants, "apps", apps, "channels", channels))));
  }

  private Map<String, Object> app(String tenant, String file) {
    return Map.of("tenant", tenant, "file", file, "private-hosts", stub);
  }

  private static Path text(Workspace workspace, String name, String content) {
    try {
      return Files.writeString(workspace.file(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
