package io.jukwaa.server.command;

import io.jukwaa.server.Closing;
import io.jukwaa.server.people.ContactGroups;
import io.jukwaa.store.GroupStore.Group;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa groups}: groups of the people that a tenant knows. */
@Command(name = "groups", description = "Lists and makes groups of people.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class GroupsCommand {
  @Spec
  private @Nullable CommandSpec spec;

  @Command(name = "list", description = "Shows a tenant's groups with their members.", mixinStandardHelpOptions = true)
  int list(@Mixin PeopleOptions people) {
    Foreground foreground = new Foreground(spec);
    try (Closing closing = new Closing(); PeopleWork work = people.work(closing)) {
      for (ContactGroups.Counted counted : work.groups()) {
        String query = counted.group().query();
        foreground.print(String.format("%-30s %,10d  %s", counted.group().name(), counted.members(),
            query == null ? "" : query).stripTrailing());
      }
    }
    return 0;
  }

  @Command(name = "add", description = "Makes a group: for members of its own, or with a query for whoever matches it.", mixinStandardHelpOptions = true)
  int add(@Mixin PeopleOptions people, @Parameters(paramLabel = "NAME", description = "what it is called") String name,
      @Option(names = "--query", paramLabel = "QUERY", description = "who is in it, like 'extras-region:Coast AND name:A*'") @Nullable String query) {
    try (Closing closing = new Closing(); PeopleWork work = people.work(closing)) {
      Group group = work.add(name, query);
      new Foreground(spec).print(group.name() + ": " + group.key());
    }
    return 0;
  }
}
