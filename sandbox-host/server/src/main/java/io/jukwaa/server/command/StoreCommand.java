package io.jukwaa.server.command;

import picocli.CommandLine.Command;

/** {@code ./jukwaa store}: looks after what is kept. */
@Command(name = "store", description = "Backs up and checks what the host keeps.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {
    BackupCommand.class, VerifyCommand.class})
final class StoreCommand {}
