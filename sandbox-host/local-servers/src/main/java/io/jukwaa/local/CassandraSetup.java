package io.jukwaa.local;

import java.nio.file.Path;

/**
 * How a Cassandra of one node is set up.
 *
 * @param parent where the new folder of its data is made
 * @param options further lines of its {@code cassandra.yaml}, for example for passwords and TLS
 */
public record CassandraSetup(Path parent, int port, Size size, String options) {
  /** What it is given and told beyond what is the same for all. */
  public enum Size {
    /** Starts soon, and has on its disk what it acknowledged. For tests, and for servers that are killed. */
    SMALL("""
        -Xms256m
        -Xmx1536m
        -XX:+UseSerialGC
        -XX:TieredStopAtLevel=1
        """, """
        # With "periodic", a server that is killed forgets what it acknowledged in the last tenth of a second.
        commitlog_sync: batch
        commitlog_segment_size: 8MiB
        commitlog_total_space: 64MiB
        memtable_heap_space: 48MiB
        memtable_offheap_space: 48MiB
        """),
    /** Holds millions of rows; syncs as a Cassandra does that nobody told otherwise. */
    LARGE("""
        -Xms2g
        -Xmx2g
        -XX:+UseParallelGC
        """, """
        commitlog_sync: periodic
        commitlog_sync_period: 10s
        memtable_heap_space: 512MiB
        memtable_offheap_space: 512MiB
        """);

    private final String jvm;
    private final String yaml;

    Size(String jvm, String yaml) {
      this.jvm = jvm;
      this.yaml = yaml;
    }

    String jvm() {
      return jvm;
    }

    String yaml() {
      return yaml;
    }
  }

  /** A small one in the temporary folder of the system, on a port that is free. */
  public static CassandraSetup small() {
    return new CassandraSetup(Path.of(System.getProperty("java.io.tmpdir")), Ports.free(), Size.SMALL, "");
  }

  public CassandraSetup in(Path folder) {
    return new CassandraSetup(folder, port, size, options);
  }

  public CassandraSetup on(int otherPort) {
    return new CassandraSetup(parent, otherPort, size, options);
  }

  public CassandraSetup large() {
    return new CassandraSetup(parent, port, Size.LARGE, options);
  }

  public CassandraSetup with(String lines) {
    return new CassandraSetup(parent, port, size, options + lines);
  }
}
