package io.jukwaa.confinement;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** One of the operating system's walls around a worker. */
public enum Layer {
  /** Nothing it executes gives it more rights. */
  NO_NEW_PRIVILEGES("no-new-privileges"),
  /** It sees no file but those it needs to run, writes none, and binds and connects no TCP port. */
  LANDLOCK("landlock"),
  /** It makes no socket, no process and no other call it has no use for. */
  SECCOMP("seccomp"),
  /** It writes no file, dumps no core and opens few files. */
  RESOURCE_LIMITS("resource-limits"),
  /** It gets the processor after the host. */
  LOW_PRIORITY("low-priority");

  private final String label;

  Layer(String label) {
    this.label = label;
  }

  /** What people and metrics call it. */
  public String label() {
    return label;
  }

  /** Labels, comma separated, in a fixed order; empty for none. */
  public static String text(Set<Layer> layers) {
    return Arrays.stream(values()).filter(layers::contains).map(Layer::label).collect(Collectors.joining(","));
  }

  /** The layers a text of {@link #text} names; unknown labels are left out. */
  public static Set<Layer> parse(String text) {
    Set<String> labels = Set.of(text.split(",", -1));
    return Arrays.stream(values()).filter(layer -> labels.contains(layer.label))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Layer.class)));
  }
}
