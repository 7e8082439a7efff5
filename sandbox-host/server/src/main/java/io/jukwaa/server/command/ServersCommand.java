package io.jukwaa.server.command;

import io.jukwaa.server.CannotStartException;
import io.jukwaa.server.Installation;
import io.jukwaa.server.bench.GrownServers;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa store servers}: what several hosts share, on this machine, to try them. */
@Command(name = "servers", description = "Starts a Redis and a Cassandra on this machine, to try several hosts. What they keep is gone when it ends.", mixinStandardHelpOptions = true)
final class ServersCommand implements Callable<Integer> {
  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--redis-port", paramLabel = "N", defaultValue = "6379", description = "where Redis listens (default: ${DEFAULT-VALUE})")
  private int redisPort;

  @Option(names = "--cassandra-port", paramLabel = "N", defaultValue = "9042", description = "where Cassandra listens (default: ${DEFAULT-VALUE})")
  private int cassandraPort;

  @Override
  public Integer call() throws InterruptedException {
    GrownServers servers = start();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(servers::close));
    new Foreground(spec).print("Redis is on " + servers.redis().uri() + ", Cassandra on 127.0.0.1:"
        + servers.cassandra().address().getPort() + ". Ctrl-C ends both and removes what they keep.");
    new CountDownLatch(1).await();
    return 0;
  }

  private GrownServers start() {
    try {
      return GrownServers.start(Installation.present().home(), redisPort, cassandraPort);
    } catch (IllegalStateException e) {
      throw new CannotStartException(String.valueOf(e.getMessage()), e);
    }
  }
}
