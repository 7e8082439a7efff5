package io.jukwaa.server.command;

import picocli.CommandLine.Command;

/** {@code ./jukwaa contacts}: the people that a tenant knows. */
@Command(name = "contacts", description = "Imports, exports, shows and deletes the people that a tenant knows.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {
    ImportContactsCommand.class, ExportContactsCommand.class, ShowContactCommand.class, DeleteContactCommand.class})
final class ContactsCommand {}
