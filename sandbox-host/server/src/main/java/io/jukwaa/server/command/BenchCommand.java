package io.jukwaa.server.command;

import picocli.CommandLine.Command;

/** {@code ./jukwaa bench}: measurements, each a subcommand. */
@Command(name = "bench", description = "Measures the host.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class BenchCommand {}
