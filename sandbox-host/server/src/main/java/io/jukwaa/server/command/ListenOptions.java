package io.jukwaa.server.command;

import io.jukwaa.server.settings.Catalogue;
import io.jukwaa.server.settings.Values;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that listens can be told. */
final class ListenOptions {
  @Option(names = "--host", paramLabel = "ADDRESS", description = "the address to listen on")
  private @Nullable String host;

  @Option(names = "--port", paramLabel = "N", description = "the port to listen on, 0 for any free one")
  private @Nullable String port;

  @Option(names = "--data", paramLabel = "DIR", description = "the folder of the embedded store")
  private @Nullable String data;

  Values over(Values values) {
    return values.withOption("--host", Catalogue.SERVER_HOST, host)
        .withOption("--port", Catalogue.SERVER_PORT, port).withOption("--data", Catalogue.DATA_DIRECTORY, data);
  }
}
