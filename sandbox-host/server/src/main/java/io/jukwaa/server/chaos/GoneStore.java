package io.jukwaa.server.chaos;

import io.jukwaa.local.CassandraProcess;
import io.jukwaa.local.RedisProcess;
import java.io.IOException;

/** A store that is killed and comes back. */
sealed interface GoneStore {
  String name();

  /** Ends it as {@code kill -9} does. */
  void kill() throws IOException, InterruptedException;

  /** Starts it over what it had; returns when it takes connections. */
  void comeBack() throws IOException;

  /** The process of the settings' {@code redis.address}. */
  record Redis(RedisProcess process) implements GoneStore {
    @Override
    public String name() {
      return "redis";
    }

    @Override
    public void kill() throws InterruptedException {
      process.kill();
    }

    @Override
    public void comeBack() throws IOException {
      process.restart();
    }
  }

  /** The process of the settings' {@code cassandra.contact-points}. */
  record Cassandra(CassandraProcess process) implements GoneStore {
    @Override
    public String name() {
      return "cassandra";
    }

    @Override
    public void kill() throws IOException, InterruptedException {
      process.kill();
    }

    @Override
    public void comeBack() throws IOException {
      process.restart();
      process.awaitReady();
    }
  }
}
