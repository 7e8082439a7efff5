package io.jukwaa.server.command;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.App;
import io.jukwaa.server.Host;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.deployment.Deployment;
import io.jukwaa.server.deployment.Fixtures;
import io.jukwaa.server.deployment.FixturesReader;
import io.jukwaa.server.deployment.SingleApp;
import io.jukwaa.server.deployment.TextFile;
import io.jukwaa.server.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa app run}: one app alone, for its developer. */
@Command(name = "run", description = "Runs one app alone and shows what it does at GET /state.", mixinStandardHelpOptions = true)
final class RunAppCommand implements Callable<Integer> {
  private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:/\\s]+):\\d{1,5}");

  @Spec
  private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "APP.js", description = "the app")
  private Path file = Path.of("");

  @Option(names = "--config", paramLabel = "FILE", description = "a JSON object: what config.get serves; text as it is, anything else as JSON text")
  private @Nullable Path config;

  @Option(names = "--fixtures", paramLabel = "FILE", description = "a JSON object with contacts, groups, kv and optouts to store first, if the data folder is new to the app")
  private @Nullable Path fixtures;

  @Option(names = "--toolkit", paramLabel = "NAME", defaultValue = App.STANDARD_MODULES, description = "the module set to require from (default: ${DEFAULT-VALUE})")
  private String toolkit = "";

  @Option(names = "--modules", paramLabel = "DIR", description = "where module sets are, if not those that were built")
  private @Nullable Path modules;

  @Option(names = "--allow-http", paramLabel = "HOST:PORT", description = "lets the app's HTTP reach this address although it is private; may be given again")
  private List<String> allowHttp = new ArrayList<>();

  @Mixin
  private ListenOptions listen = new ListenOptions();

  @Override
  public Integer call() {
    Developing developing = Developing.of(listen);
    Settings settings = developing.settings();
    Installation installation = installation();
    SingleApp app = new SingleApp(SingleApp.slug(file), file, toolkit, json("--config", config),
        new HashSet<>(privateHosts()));
    Deployment deployment = app.deployment(settings.messages().apology(), settings.sandbox().limits().standard());
    Fixtures seeds = new FixturesReader(Host::stamp).read(json("--fixtures", fixtures));
    Foreground foreground = new Foreground(spec);
    return developing.run(foreground, new Developing.Setup(installation, deployment, seeds),
        host -> text(app.slug(), foreground.url(settings, host.port())));
  }

  private Installation installation() {
    Installation present = Installation.present();
    Installation installation = modules == null ? present : present.withModuleSets(modules.toAbsolutePath());
    installation.checkModuleSet("--toolkit", toolkit);
    return installation;
  }

  private static Fields json(String option, @Nullable Path file) {
    return file == null ? Fields.EMPTY : Json.object(option, TextFile.read(option, file));
  }

  private List<String> privateHosts() {
    allowHttp.stream().filter(host -> !HOST_AND_PORT.matcher(host).matches()).findFirst().ifPresent(host -> {
      throw new InvalidFieldException("--allow-http", host, "HOST:PORT");
    });
    return allowHttp;
  }

  private static String text(String slug, String url) {
    return """
        %1$s runs on %2$s
          POST %2$s/messages/%1$s   a Vumi user message as JSON; answers {"messages": [...]}
          POST %2$s/ussd/%1$s       a step of a USSD session as Africa's Talking sends it
          POST %2$s/loopback/%1$s   a text from a phone: from=… and text=…; GET it for what phones were sent
          GET  %2$s/state%3$s   what it stored, logged, received and sent""".formatted(slug, url,
        " ".repeat("/messages/".length() + slug.length() - "/state".length()));
  }
}
