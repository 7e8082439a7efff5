package io.jukwaa.server.command;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.Closing;
import io.jukwaa.server.people.privacy.PersonDeletion;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa contacts delete}: one person, wherever the tenant has them. */
@Command(name = "delete", description = "Deletes a person wherever a tenant has them: contacts, what was said, records.", mixinStandardHelpOptions = true)
final class DeleteContactCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Mixin
  private PeopleOptions people = new PeopleOptions();

  @Option(names = "--address", paramLabel = "ADDRESS", required = true, description = "a phone number, however it is written, or another address of a contact")
  private String address = "";

  @Option(names = "--dry-run", description = "show what there is, and delete nothing")
  private boolean trial;

  @Option(names = "--by", paramLabel = "WHO", description = "who asked for it, for the record; needed")
  private @Nullable String by;

  @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "asked to be deleted", description = "why, for the record; default: ${DEFAULT-VALUE}")
  private String reason = "";

  @Override
  public Integer call() {
    if (by == null && !trial) {
      throw new InvalidFieldException("--by", null, "who asked for it, for the record");
    }
    Foreground foreground = new Foreground(spec);
    try (Closing closing = new Closing(); PeopleWork work = people.work(closing)) {
      Map<String, Long> counts = trial || by == null
          ? work.look(address)
          : work.delete(new PersonDeletion.Wish(address, by, reason));
      counts.forEach((what, number) -> foreground.print(String.format("%-26s %,12d", what, number)));
      foreground.print(trial ? "nothing was deleted" : "deleted, and written down without the address");
    }
    return 0;
  }
}
