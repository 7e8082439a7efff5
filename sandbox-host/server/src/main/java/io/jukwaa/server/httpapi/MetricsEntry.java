package io.jukwaa.server.httpapi;

import io.jukwaa.resource.Tenant;
import io.jukwaa.server.Json;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.store.MetricStore;
import io.jukwaa.store.MetricStore.Aggregator;
import io.jukwaa.store.MetricStore.Point;
import io.jukwaa.transports.FormText;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes values of metrics: {@code PUT metrics.json}. All of a request are checked before any is
 * stored, but for how many names the tenant may have. Blocks.
 */
record MetricsEntry(MetricStore metrics, DeploymentStore deployments, InstantSource clock) {
  private static final Map<String, Aggregator> AGGREGATORS = Map.of("sum", Aggregator.SUM, "avg", Aggregator.AVG,
      "min", Aggregator.MIN, "max", Aggregator.MAX, "last", Aggregator.LAST);
  private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?\\s*");
  private static final int LONGEST_NUMBER = 400;

  /** @throws RequestRefusal if one of them is not taken */
  void put(Conversation conversation, byte[] body) {
    List<Point> points = new ArrayList<>();
    for (Object each : list(body)) {
      if (!(each instanceof List<?> metric) || metric.size() != 3) {
        throw RequestRefusal.bad("Invalid metric (expected: [name, value, aggregate])");
      }
      points.add(new Point(conversation.metricStore(), name(metric.get(0)), aggregator(metric.get(2)),
          value(metric.get(1)), clock.instant()));
    }
    Tenant tenant = deployments.tenant(conversation.app().tenant());
    if (tenant == null) {
      throw RequestRefusal.unauthorized();
    }
    int mostNames = tenant.limits().metricNames();
    for (Point point : points) {
      if (!metrics.fire(tenant.key(), point, mostNames)) {
        throw RequestRefusal.bad("Too many metrics: more than " + mostNames);
      }
    }
  }

  private static List<?> list(byte[] body) {
    try {
      if (Json.value(FormText.utf8("body", body)) instanceof List<?> list) {
        return list;
      }
    } catch (IllegalArgumentException e) { // not UTF-8, or not JSON
      throw RequestRefusal.bad("Invalid Message");
    }
    throw RequestRefusal.bad("Invalid Message");
  }

  private static String name(@Nullable Object value) {
    if (value instanceof String name && Conversation.METRIC.matcher(name).matches()) {
      return name;
    }
    throw RequestRefusal.bad("Invalid metric name (expected: a letter, then letters, digits, dot, dash, underscore)");
  }

  private static double value(@Nullable Object value) {
    double number = switch (value) {
      case Number given -> given.doubleValue();
      case Boolean flag -> flag ? 1 : 0;
      case String text when text.length() < LONGEST_NUMBER && NUMBER.matcher(text).matches() ->
        Double.parseDouble(text.strip());
      case null, default -> Double.NaN;
    };
    if (!Double.isFinite(number)) {
      throw RequestRefusal.bad("Invalid metric value (expected: a number)");
    }
    return number;
  }

  private static Aggregator aggregator(@Nullable Object value) {
    Aggregator aggregator = value instanceof String name ? AGGREGATORS.get(name.toLowerCase(Locale.ROOT)) : null;
    if (aggregator == null) {
      throw RequestRefusal.bad((value instanceof String name ? "'" + name + "'" : Json.text(value))
          + " is not a valid aggregate.");
    }
    return aggregator;
  }
}
