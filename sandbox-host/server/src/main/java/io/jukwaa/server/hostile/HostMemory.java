package io.jukwaa.server.hostile;

import io.jukwaa.server.bench.ProcessTree;
import java.util.ArrayList;
import java.util.List;

/** The host's resident memory in the course of an attack: at its beginning and after each tenth of it. Thread-safe. */
final class HostMemory {
  private static final int PARTS = 10;

  private final ProcessTree tree;
  private final int programs;
  private final List<Long> samples = new ArrayList<>();
  private int ran;

  /** @param programs how many will be run */
  HostMemory(ProcessTree tree, int programs) {
    this.tree = tree;
    this.programs = programs;
    samples.add(tree.resident());
  }

  /** One more program was run. */
  synchronized void ran() {
    ran++;
    if (ran * (long) PARTS / programs >= samples.size()) {
      samples.add(tree.resident());
    }
  }

  /** In bytes, the first before anything was run. */
  synchronized List<Long> samples() {
    return List.copyOf(samples);
  }
}
