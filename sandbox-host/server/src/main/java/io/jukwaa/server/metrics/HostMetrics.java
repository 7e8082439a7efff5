package io.jukwaa.server.metrics;

import io.jukwaa.confinement.Layer;
import io.jukwaa.sandbox.Outcome;
import io.jukwaa.sandbox.Sandbox;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counters, gauges and timers of this host, in the names and text of Prometheus, and for an OpenTelemetry collector. Labels are tenants, outcomes and
 * layers: as many as were deployed, never what a phone or an app can choose. Thread-safe.
 */
public final class HostMetrics implements AutoCloseable {
  private static final Duration[] BUCKETS = {Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50),
      Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(5),
      Duration.ofSeconds(10)};

  private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
  private final Map<String, AtomicReference<Waiting>> outboxes = new ConcurrentHashMap<>();
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** With the figures of the host's own JVM. */
  public HostMetrics() {
    registry.add(prometheus);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /**
   * Sends everything to a collector from now on, and once more when closed. A collector that does not answer is logged.
   *
   * @param collector where it takes metrics by OTLP over HTTP, for example {@code http://127.0.0.1:4318/v1/metrics}
   * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">the wire format</a>
   */
  public void export(URI collector, Duration interval) {
    registry.add(new OtlpMeterRegistry(new OtlpConfig() {
      @Override
      public @Nullable String get(String key) {
        return null; // the rest as it is by default
      }

      @Override
      public String url() {
        return collector.toString();
      }

      @Override
      public Duration step() {
        return interval;
      }

      @Override
      public Map<String, String> resourceAttributes() {
        return Map.of("service.name", "jukwaa");
      }
    }, Clock.SYSTEM));
  }

  /** Shows from now on how often stores have asked their engines, each by its name. */
  public void watch(Map<String, LongSupplier> calls) {
    calls.forEach((engine, count) -> FunctionCounter.builder("jukwaa.store.calls", count, LongSupplier::getAsLong)
        .tags(Tags.of("engine", engine)).register(registry));
  }

  /** Shows from now on what the sandbox is like at the moment somebody asks. */
  public void watch(Sandbox sandbox) {
    for (Layer layer : Layer.values()) {
      gauge("jukwaa.sandbox.layer", Tags.of("layer", Layer.text(Set.of(layer))), sandbox,
          "1 if the operating system holds every worker by this layer, 0 if not or if there is no worker.",
          watched -> watched.layers().contains(layer) ? 1 : 0);
    }
    gauge("jukwaa.workers", Tags.empty(), sandbox, "Worker processes, spares included.",
        watched -> watched.workerProcesses().size());
    gauge("jukwaa.apps.suspended", Tags.empty(), sandbox,
        "Apps that have cost so many workers that they are not run until the host starts anew.",
        watched -> watched.suspended().size());
  }

  /** A run is over. */
  public void ran(String tenant, Outcome outcome, Duration took) {
    Tags tags = Tags.of("tenant", tenant).and(Tag.of("outcome", label(outcome)));
    Timer.builder("jukwaa.runs").description("Runs of apps, from the message's arrival to the app's end.").tags(tags)
        .serviceLevelObjectives(BUCKETS).register(registry).record(took);
    registry.counter("jukwaa.guest.cpu.seconds", "tenant", tenant).increment(outcome.usage().cpuNanos() / 1e9);
  }

  /** A message was turned away because too many of its tenant's are in progress. */
  public void turnedAway(String tenant) {
    registry.counter("jukwaa.messages.turned.away", "tenant", tenant).increment();
  }

  /**
   * What waits in a channel, as it was when somebody looked.
   *
   * @param oldest since when the one that waits for longest does
   */
  public void waiting(String channel, long messages, Duration oldest) {
    outboxes.computeIfAbsent(channel, this::watchOutbox).set(new Waiting(messages, oldest.toMillis() / 1_000.0));
  }

  private AtomicReference<Waiting> watchOutbox(String channel) {
    AtomicReference<Waiting> watched = new AtomicReference<>(new Waiting(0, 0));
    Tags tags = Tags.of("channel", channel);
    gauge("jukwaa.outbox.waiting", tags, watched, "Messages that have not left.", found -> found.get().messages());
    gauge("jukwaa.outbox.age.seconds", tags, watched, "How long the one that waits for longest has waited.",
        found -> found.get().seconds());
    return watched;
  }

  private record Waiting(long messages, double seconds) {}

  /**
   * An operator was asked to take a message.
   *
   * @param outcome accepted, refused, failed or unavailable
   */
  public void submitted(String channel, String outcome) {
    Counter.builder("jukwaa.messages.submitted")
        .description("What operators said when they were asked to take a message.")
        .tags("channel", channel, "outcome", outcome).register(registry).increment();
  }

  /** All of it in Prometheus' text format, version 0.0.4. */
  public String text() {
    return prometheus.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  private <T> void gauge(String name, Tags tags, T watched, String description, ToDoubleFunction<T> value) {
    Gauge.builder(name, watched, value).description(description).tags(tags).strongReference(true).register(registry);
  }

  private static String label(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> "completed";
      case Outcome.Failed _ -> "failed";
      case Outcome.Stopped _ -> "stopped";
      case Outcome.Killed _ -> "killed";
      case Outcome.Lost _ -> "lost";
      case Outcome.NotRun _ -> "not-run";
    };
  }
}
