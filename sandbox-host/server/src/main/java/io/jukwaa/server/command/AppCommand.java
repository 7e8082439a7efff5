package io.jukwaa.server.command;

import picocli.CommandLine.Command;

/** {@code ./jukwaa app}: what developers of apps do. */
@Command(name = "app", description = "Runs apps for their developers.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = RunAppCommand.class)
final class AppCommand {}
