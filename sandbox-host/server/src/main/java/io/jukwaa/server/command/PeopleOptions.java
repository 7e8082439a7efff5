package io.jukwaa.server.command;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.Tenant;
import io.jukwaa.server.BuiltIn;
import io.jukwaa.server.Closing;
import io.jukwaa.server.Host;
import io.jukwaa.server.Logging;
import io.jukwaa.server.StoreOpening;
import io.jukwaa.server.Stores;
import io.jukwaa.server.deployment.DeploymentLoader;
import io.jukwaa.server.people.People;
import io.jukwaa.server.people.privacy.Pseudonyms;
import io.jukwaa.server.settings.Catalogue;
import io.jukwaa.server.settings.ConfigurationFile;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.settings.Values;
import io.jukwaa.store.StoreException;
import io.jukwaa.transports.Transports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose people a command is about, and where they are kept. */
final class PeopleOptions {
  @Option(names = "--tenant", paramLabel = "KEY", required = true, description = "whose people they are")
  private String tenant = "";

  @Option(names = "--config", paramLabel = "FILE", description = "the settings file of the host")
  private @Nullable Path config;

  @Option(names = "--data", paramLabel = "DIR", description = "the data folder, of a host that does not run")
  private @Nullable String data;

  @Option(names = "--url", paramLabel = "URL", description = "a host that runs on this machine; it does the work")
  private @Nullable String url;

  /** A tenant and the stores that its people are in. */
  private record Opened(Settings settings, Stores stores, Tenant tenant) {}

  /** The running host that is to do it; null if the command opens the stores itself. */
  private @Nullable String url() {
    if (url != null && (config != null || data != null)) {
      throw new InvalidFieldException("--url", url, "no --config or --data beside it, as the host has its own");
    }
    return url == null || !url.endsWith("/") ? url : url.substring(0, url.length() - 1);
  }

  /** @param closing closes what is opened */
  PeopleWork work(Closing closing) {
    String host = url();
    if (host != null) {
      return new RemotePeople(host, tenant);
    }
    Opened opened = open(closing);
    return new LocalPeople(People.on(opened.stores(), Pseudonyms.of(BuiltIn.keys(opened.settings().data())),
        Host::stamp, Clock.systemUTC()), opened.tenant());
  }

  /**
   * Opens the stores and finds the tenant: as the settings file has it, else as the last host to run has stored it.
   *
   * @param closing closes them
   * @throws StoreException if a host has them
   */
  private Opened open(Closing closing) {
    ConfigurationFile file = config == null ? ConfigurationFile.none() : ConfigurationFile.read(config);
    Settings settings = Settings.of(Values.standard().withFile(file.settings()).withEnvironment(System.getenv())
        .withOption("--data", Catalogue.DATA_DIRECTORY, data));
    Logging.configure(new Settings.Log("warn", settings.log().format()));
    List<Tenant> deployed = new DeploymentLoader(file.folder(), settings, Transports.builtIn()).load(file.deploy())
        .tenants();
    if (settings.data().isEmbedded() && deployed.isEmpty()
        && !Files.exists(settings.data().directory().resolve("jukwaa.db"))) {
      throw new InvalidFieldException("data folder", settings.data().directory(), "one in which a host has run");
    }
    Stores stores = opened(settings, closing);
    Tenant found = deployed.stream().filter(one -> one.key().equals(tenant)).findFirst()
        .orElseGet(() -> stores.deployments().tenant(tenant));
    if (found == null) {
      throw new InvalidFieldException("--tenant", tenant, "one of " + String.join(", ",
          stores.deployments().tenants().stream().map(Tenant::key).sorted().toList()));
    }
    return new Opened(settings, stores, found);
  }

  private static Stores opened(Settings settings, Closing closing) {
    try {
      return new StoreOpening(settings, Clock.systemUTC()).open(closing);
    } catch (StoreException e) {
      throw settings.data().isEmbedded() && String.valueOf(e.getMessage()).contains("in use")
          ? new StoreException(e.getMessage() + "; or --url http://127.0.0.1:" + settings.server().port()
              + ", so that the host that uses it does the work", e)
          : e;
    }
  }
}
