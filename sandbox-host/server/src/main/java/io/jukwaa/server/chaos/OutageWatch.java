package io.jukwaa.server.chaos;

import io.jukwaa.message.Channel;
import io.jukwaa.server.bench.ProcessTree;
import io.jukwaa.server.chaos.Outage.Asked;
import io.jukwaa.server.chaos.Outage.Growth;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Predicate;

/** Watches one outage, on the calling thread: dials and texts twice a second beside the load. */
final class OutageWatch {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  /** After which the host should be as fast as before. */
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChaosNode node;
  private final HttpClient client;
  private final Load load;
  private final OutageRun.Plan plan;
  private Asked phones = new Asked(0, 0, 0);
  private Asked texts = new Asked(0, 0, 0);
  private int asked;

  OutageWatch(ChaosNode node, HttpClient client, Load load, OutageRun.Plan plan) {
    this.node = node;
    this.client = client;
    this.load = load;
    this.plan = plan;
  }

  Outage watch(GoneStore store) throws IOException, InterruptedException {
    double before = speed();
    Growth threads = new Growth(node.threads(), node.threads());
    Growth resident = new Growth(resident(), resident());
    store.kill();
    long killed = System.nanoTime();
    while (!store.mayWork() && isReady() && since(killed).compareTo(plan.gone()) < 0) {
      ChaosNode.pause(Duration.ofMillis(10));
    }
    long notReady = store.mayWork() ? plan.gone().toMillis() : since(killed).toMillis();
    while (since(killed).compareTo(plan.gone()) < 0) {
      if (store.mayWork() && !isReady()) {
        notReady = Math.min(notReady, since(killed).toMillis());
      }
      ask(store);
      threads = new Growth(threads.before(), Math.max(threads.most(), node.threads()));
      resident = new Growth(resident.before(), Math.max(resident.most(), resident()));
      ChaosNode.pause(BETWEEN_LOOKS);
    }
    store.comeBack();
    long back = System.nanoTime();
    long ready = node.awaitReady(client).toMillis();
    ChaosNode.pause(GRACE.minus(since(back)).isPositive() ? GRACE.minus(since(back)) : Duration.ZERO);
    return new Outage(store.name(), notReady, phones, texts, ready, before, speed(), threads, resident);
  }

  /** Messages that were answered a second. */
  private double speed() {
    int before = load.count();
    long begun = System.nanoTime();
    ChaosNode.pause(plan.measured());
    return (load.count() - before) / (since(begun).toMillis() / 1000.0);
  }

  private void ask(GoneStore store) throws IOException, InterruptedException {
    asked++;
    phones = asked(phones, HttpRequest.newBuilder(at("/ussd/" + ChaosDeployment.OPERATOR))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("sessionId=outage-" + asked + "&serviceCode=*384%23&phoneNumber=%2B2541&text=")),
        answer -> answer.statusCode() == 200
            && (answer.body().equals("END " + Channel.DEFAULT_APOLOGY)
                || (store.mayWork() && answer.body().startsWith("CON "))));
    texts = asked(texts, HttpRequest.newBuilder(at("/messages/" + ChaosDeployment.TEXTS))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"message_id\":\"outage-" + asked
            + "\",\"content\":\"1\",\"from_addr\":\"+2542\",\"to_addr\":\"1\"}")),
        answer -> (answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent())
            || (store.mayWork() && answer.statusCode() == 200));
  }

  private Asked asked(Asked before, HttpRequest.Builder request, Predicate<HttpResponse<String>> right)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    HttpResponse<String> answer = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    return new Asked(before.all() + 1, before.right() + (right.test(answer) ? 1 : 0),
        Math.max(before.slowest(), since(begun).toMillis()));
  }

  private boolean isReady() throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(at("/health/ready")).timeout(PATIENCE).build(),
        BodyHandlers.discarding()).statusCode() == 200;
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + node.port() + path);
  }

  private long resident() {
    return new ProcessTree(node.root()).resident();
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
