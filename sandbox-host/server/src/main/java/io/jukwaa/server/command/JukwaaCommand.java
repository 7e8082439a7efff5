package io.jukwaa.server.command;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.sandbox.WorkerException;
import io.jukwaa.server.CannotStartException;
import io.jukwaa.server.bench.BenchException;
import io.jukwaa.store.StoreException;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * {@code ./jukwaa}. Exit codes: 0 done, 1 this machine does not let it, 2 it was told something it does not understand;
 * in both cases one line on standard error, {@code jukwaa: name: value (expected: …)}.
 */
@Command(name = "jukwaa", description = "Hosts JavaScript USSD and SMS apps written for Vumi Go.", mixinStandardHelpOptions = true, versionProvider = Version.class, synopsisSubcommandLabel = "COMMAND", subcommands = {
    DemoCommand.class, ServeCommand.class, AppCommand.class, DoctorCommand.class, DialCommand.class, BenchCommand.class,
    StoreCommand.class, ContactsCommand.class, GroupsCommand.class, ChannelsCommand.class, HostileCommand.class,
    ChaosCommand.class,
    TrainCommand.class})
public final class JukwaaCommand {
  /** Runs what the arguments say and gives the exit code. Blocks as long as a host runs. */
  public static int run(PrintWriter output, PrintWriter errors, String... arguments) {
    CommandLine line = new CommandLine(new JukwaaCommand()).setOut(output).setErr(errors);
    line.setParameterExceptionHandler((e, _) -> misunderstood(errors, e));
    line.setExecutionExceptionHandler((e, _, _) -> failed(errors, e));
    return line.execute(arguments.length == 0 ? new String[]{"--help"} : arguments);
  }

  private static int misunderstood(PrintWriter errors, ParameterException e) {
    errors.println("jukwaa: " + message(e));
    return ExitCode.USAGE;
  }

  private static String message(ParameterException e) {
    String help = e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    return switch (e) {
      case UnmatchedArgumentException unmatched -> unmatched.getUnmatched().getFirst() + ": unknown" + known(unmatched)
          + ", see ./" + help + ")";
      case MissingParameterException missing when !missing.getMissing().isEmpty() -> name(
          missing.getMissing().getFirst()) + ": missing (expected: see ./" + help + ")";
      default -> String.valueOf(e.getMessage()).lines().findFirst().orElse("") + " (expected: see ./" + help + ")";
    };
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String known(UnmatchedArgumentException e) {
    List<String> suggestions = e.getSuggestions();
    return " (expected: " + (suggestions.isEmpty() ? "an option or a command there is" : suggestions.getFirst());
  }

  private static int failed(PrintWriter errors, Exception e) {
    return switch (e) {
      case InvalidFieldException told -> {
        errors.println("jukwaa: " + told.getMessage());
        yield ExitCode.USAGE;
      }
      case CannotStartException refused -> {
        errors.println("jukwaa: " + refused.getMessage());
        yield ExitCode.SOFTWARE;
      }
      case StoreException refused -> {
        errors.println("jukwaa: " + refused.getMessage());
        yield ExitCode.SOFTWARE;
      }
      case WorkerException refused -> {
        errors.println("jukwaa: worker: " + refused.getMessage() + " (expected: one that starts, see ./jukwaa doctor)");
        yield ExitCode.SOFTWARE;
      }
      case BenchException refused -> {
        errors.println("jukwaa: " + refused.getMessage());
        yield ExitCode.SOFTWARE;
      }
      default -> {
        LoggerFactory.getLogger(JukwaaCommand.class).error("failed", e);
        errors.println("jukwaa: something failed that should not have (expected: see the log above)");
        yield ExitCode.SOFTWARE;
      }
    };
  }
}
