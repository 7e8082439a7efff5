package io.jukwaa.server.command;

import io.jukwaa.server.Closing;
import io.jukwaa.server.Json;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa contacts show}: one person, and what is known of their consent. */
@Command(name = "show", description = "Shows a person: contacts, groups, opt-outs, and what was said of consent.", mixinStandardHelpOptions = true)
final class ShowContactCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Mixin
  private PeopleOptions people = new PeopleOptions();

  @Option(names = "--address", paramLabel = "ADDRESS", required = true, description = "a phone number, however it is written, or another address of a contact")
  private String address = "";

  @Override
  public Integer call() {
    try (Closing closing = new Closing(); PeopleWork work = people.work(closing)) {
      new Foreground(spec).print(Json.pretty(work.show(address)));
    }
    return 0;
  }
}
