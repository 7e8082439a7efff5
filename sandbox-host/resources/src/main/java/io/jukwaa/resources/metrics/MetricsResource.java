package io.jukwaa.resources.metrics;

import io.jukwaa.message.Fields;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.Execution;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Resource;
import io.jukwaa.resources.Operation;
import io.jukwaa.resources.PythonText;
import io.jukwaa.resources.RefusedException;
import io.jukwaa.store.MetricStore;
import io.jukwaa.store.MetricStore.Aggregator;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes values apps fire. Thread-safe; blocks on the store. */
public final class MetricsResource implements Resource {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9._-]{0,100}");
  private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?\\s*");
  private static final Map<String, Aggregator> AGGREGATORS = Map.of("sum", Aggregator.SUM, "avg", Aggregator.AVG,
      "min", Aggregator.MIN, "max", Aggregator.MAX, "last", Aggregator.LAST);

  private final MetricStore store;
  private final InstantSource clock;
  private final Execution execution;
  private final Map<String, Operation> operations = Map.of("fire", this::fire);

  /** @param execution as the store needs it; never {@link Execution#APART}: the last value fired is the last stored */
  public MetricsResource(MetricStore store, InstantSource clock, Execution execution) {
    this.store = store;
    this.clock = clock;
    this.execution = execution;
  }

  @Override
  public String name() {
    return "metrics";
  }

  @Override
  public Set<String> operations() {
    return operations.keySet();
  }

  @Override
  public Execution execution() {
    return execution;
  }

  @Override
  public Reply handle(Caller caller, Command command) {
    return Operation.carryOut(operations, caller, command);
  }

  private Reply fire(Caller caller, Fields arguments) {
    String metricStore = arguments.has("store") ? name("store", arguments.value("store")) : "default";
    String metric = name("metric", arguments.value("metric"));
    double value = value(arguments.value("value"));
    Aggregator aggregator = aggregator(arguments.value("agg"));
    int mostNames = caller.tenant().limits().metricNames();
    boolean added = store.fire(caller.tenant().key(),
        new MetricStore.Point(metricStore, metric, aggregator, value, clock.instant()), mostNames);
    return added ? Reply.ok() : Reply.failure("Too many metrics: more than " + mostNames);
  }

  private static String name(String kind, @Nullable Object value) {
    if (value == null) {
      throw new RefusedException("Missing " + kind + " name.");
    }
    if (!(value instanceof String name)) {
      throw new RefusedException("Invalid type for " + kind + " name: " + PythonText.repr(value));
    }
    if (!NAME.matcher(name).matches()) {
      throw new RefusedException("Invalid " + kind + " name: " + PythonText.repr(name) + ".");
    }
    return name;
  }

  private static double value(@Nullable Object value) {
    double number = switch (value) {
      case Boolean flag -> flag ? 1 : 0;
      case Number given -> given.doubleValue();
      case String text when NUMBER.matcher(text).matches() -> Double.parseDouble(text.strip());
      case null, default -> Double.NaN;
    };
    if (!Double.isFinite(number)) {
      throw new RefusedException("Invalid metric value " + PythonText.repr(value) + ".");
    }
    return number;
  }

  private static Aggregator aggregator(@Nullable Object value) {
    if (!(value instanceof String name)) {
      throw new RefusedException("Invalid metric aggregator " + PythonText.repr(value));
    }
    Aggregator aggregator = AGGREGATORS.get(name);
    if (aggregator == null) {
      throw new RefusedException("Invalid metric aggregator " + PythonText.repr(name) + ".");
    }
    return aggregator;
  }
}
