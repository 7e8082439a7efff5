package io.jukwaa.server.bench;

import com.sun.net.httpserver.HttpServer;
import io.jukwaa.local.KannelProcess;
import io.jukwaa.transports.FormText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A Kannel of Debian with its store in a file, and a web server that takes texts and has nothing to say. Messages are given
 * to it while the operator refuses its binds.
 */
record SmppKannel(Workspace workspace) implements SmppBench.Contender {
  static final String NAME = "kannel";
  private static final int CONNECTIONS = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SmppBench.Round round(SmppBench.Plan plan) throws IOException {
    HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext("/", exchange -> {
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    });
    web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    web.start();
    try (BenchCentre centre = new BenchCentre(plan.messages() / 4);
        KannelProcess kannel = new KannelProcess(workspace.folder("kannel"), new KannelProcess.Setup(centre.port(),
            "http://127.0.0.1:" + web.getAddress().getPort() + "/?text=%a",
            List.of("store-type = file", "store-location = kannel.store"),
            List.of("max-pending-submits = " + SmppBench.WINDOW)))) {
      kannel.start();
      fill(kannel.url(), plan.messages());
      centre.open();
      return new SmppBench.Round(centre.awaitTaken(plan.messages(), PATIENCE),
          centre.deliver(plan.texts(), plan.texts() / 4, SmppBench.WINDOW));
    } finally {
      web.stop(0);
    }
  }

  private static void fill(String url, int messages) {
    try (HttpClient client = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS, Thread.ofVirtual().factory())) {
      List<Future<Integer>> sent = new ArrayList<>();
      for (int number = 0; number < messages; number++) {
        URI uri = URI.create(url + "?" + FormText.write(Map.of("username", KannelProcess.USERNAME, "password",
            KannelProcess.PASSWORD, "from", "bench", "to", "+" + (254_700_000_000L + number), "text",
            "message " + number)));
        sent.add(threads.submit(() -> client.send(HttpRequest.newBuilder(uri).build(),
            HttpResponse.BodyHandlers.discarding()).statusCode()));
      }
      for (Future<Integer> one : sent) {
        if (one.get() != 202) {
          throw new BenchException("Kannel answered " + one.get() + " (expected: 202)");
        }
      }
    } catch (ExecutionException e) {
      throw new BenchException("Kannel took no message (expected: all; " + e.getCause() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted");
    }
  }
}
