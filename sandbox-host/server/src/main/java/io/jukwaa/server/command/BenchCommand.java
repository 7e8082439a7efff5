package io.jukwaa.server.command;

import picocli.CommandLine.Command;

/** {@code ./jukwaa bench}: measurements, each a subcommand. */
@Command(name = "bench", description = "Measures the host.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {
    BenchSandboxCommand.class, BenchStartCommand.class, BenchAppsCommand.class,
    BenchWallsCommand.class, BenchToolkitsCommand.class, BenchScaleCommand.class, BenchSearchCommand.class,
    BenchOutboxCommand.class, BenchSmppCommand.class})
final class BenchCommand {}
