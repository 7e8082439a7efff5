package io.jukwaa.server.command;

import picocli.CommandLine.Command;

/** {@code ./jukwaa store}: looks after what is kept. */
@Command(name = "store", description = "Looks after what the host keeps.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {
    BackupCommand.class, VerifyCommand.class, CopyCommand.class, ServersCommand.class})
final class StoreCommand {}
