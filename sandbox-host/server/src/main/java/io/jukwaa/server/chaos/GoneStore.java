package io.jukwaa.server.chaos;

import io.jukwaa.local.CassandraProcess;
import io.jukwaa.local.RedisProcess;
import io.jukwaa.server.bench.GrownServers;
import java.io.IOException;

/** A store that is gone, or has no room, and comes back. */
sealed interface GoneStore {
  String name();

  /** Takes it away. */
  void kill() throws IOException, InterruptedException;

  /** Gives it back with what it had; returns when it takes connections. */
  void comeBack() throws IOException, InterruptedException;

  /** Whether it may do its work meanwhile, as long as it has no need of what is gone. */
  default boolean mayWork() {
    return false;
  }

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

  /** The disk of both, which is full. When there is room both are started again, as their operator would. */
  record Disk(SmallDisk disk, GrownServers servers) implements GoneStore {
    @Override
    public String name() {
      return "disk";
    }

    @Override
    public void kill() {
      disk.fill();
    }

    @Override
    public void comeBack() throws IOException, InterruptedException {
      disk.free();
      if (!servers.redis().process().isAlive()) {
        servers.redis().restart();
      }
      servers.cassandra().kill(); // it may have ended, or be about to, or live and not listen
      servers.cassandra().restart();
      servers.cassandra().awaitReady();
    }

    @Override
    public boolean mayWork() {
      return true;
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
