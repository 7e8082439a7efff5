package io.jukwaa.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jukwaa.frame.Frame.Usage;
import io.jukwaa.sandbox.Outcome;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostMetricsTest {
  private static final Usage HALF_A_SECOND = new Usage(500_000_000, 1, 2, 3);

  private final HostMetrics metrics = new HostMetrics();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void countsRunsByTenantAndOutcome() {
    metrics.ran("acme", new Outcome.Completed(HALF_A_SECOND), Duration.ofMillis(20));
    metrics.ran("acme", new Outcome.Completed(HALF_A_SECOND), Duration.ofSeconds(2));
    metrics.ran("acme", new Outcome.Killed("limit", HALF_A_SECOND), Duration.ofSeconds(1));
    metrics.ran("other", new Outcome.NotRun("paused"), Duration.ZERO);
    assertThat(metrics.text()).contains("jukwaa_runs_seconds_count{outcome=\"completed\",tenant=\"acme\"} 2",
        "jukwaa_runs_seconds_bucket{outcome=\"completed\",tenant=\"acme\",le=\"0.025\"} 1",
        "jukwaa_runs_seconds_sum{outcome=\"completed\",tenant=\"acme\"} 2.02",
        "jukwaa_runs_seconds_count{outcome=\"killed\",tenant=\"acme\"} 1",
        "jukwaa_runs_seconds_count{outcome=\"not-run\",tenant=\"other\"} 1",
        "jukwaa_guest_cpu_seconds_total{tenant=\"acme\"} 1.5");
  }

  @Test
  void sendsAllOfItToACollector() throws IOException {
    List<ExportMetricsServiceRequest> received = Collections.synchronizedList(new ArrayList<>());
    HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/v1/metrics", exchange -> {
      received.add(ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody()));
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    });
    collector.start();
    try {
      metrics.export(URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/metrics"),
          Duration.ofHours(1));
      metrics.ran("acme", new Outcome.Completed(HALF_A_SECOND), Duration.ofMillis(20));
      metrics.close();
    } finally {
      collector.stop(0);
    }
    assertThat(received).hasSize(1);
    ResourceMetrics sent = received.getFirst().getResourceMetrics(0);
    assertThat(sent.getResource().toString()).contains("service.name", "jukwaa");
    assertThat(sent.getScopeMetrics(0).getMetricsList()).filteredOn(
        metric -> metric.getName().equals("jukwaa.guest.cpu.seconds"))
        .singleElement().satisfies(metric -> {
          assertThat(metric.getSum().getDataPoints(0).getAsDouble()).isEqualTo(0.5);
          assertThat(metric.getSum().getDataPoints(0).getAttributesList().toString()).contains("tenant", "acme");
        });
  }

  @Test
  void countsWhatWasTurnedAwayAndKnowsItsOwnJvm() {
    metrics.turnedAway("acme");
    assertThat(metrics.text()).contains("jukwaa_messages_turned_away_total{tenant=\"acme\"} 1.0",
        "jvm_memory_used_bytes");
  }
}
