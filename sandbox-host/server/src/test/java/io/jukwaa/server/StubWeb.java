package io.jukwaa.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jukwaa.resources.http.FetchRequest;
import io.jukwaa.resources.http.HttpFetcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;

/**
 * The web as a transcript has it, on a port of its own: a list of {@code {"request": {method, url, body?}, "response":
 * {code, body}}}, the first that fits answers. What nobody thought of is not found.
 */
final class StubWeb implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private volatile JsonNode web = JSON.createArrayNode();

  private StubWeb(HttpServer server) {
    this.server = server;
  }

  static StubWeb start() throws IOException {
    StubWeb stub = new StubWeb(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    stub.server.createContext("/", stub::answer);
    stub.server.start();
    return stub;
  }

  String hostAndPort() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Forgets what was asked so far. */
  void become(JsonNode transcript) {
    requests.clear();
    web = transcript;
  }

  /** What was asked: {@code {method, url, headers, body}}, header names in lower case. */
  List<JsonNode> requests() {
    return List.copyOf(requests);
  }

  /** A fetcher for which every name leads here; it sends what the one given would send, and URLs keep their form. */
  HttpFetcher around(HttpFetcher fetcher) {
    return request -> fetcher.fetch(redirected(request));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private FetchRequest redirected(FetchRequest request) {
    if (!request.url().matches("(?s)https?://.*")) {
      return request;
    }
    return new FetchRequest(request.method(), "http://" + hostAndPort() + "/" + request.url(), request.headers(),
        request.body(), request.verify(), Set.of(hostAndPort()), request.limits());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = read(exchange);
      requests.add(request);
      JsonNode response = StreamSupport.stream(web.spliterator(), false)
          .filter(known -> JsonSubset.contains(request, known.get("request"))).map(known -> known.get("response"))
          .findFirst().orElse(JSON.createObjectNode().put("code", 404).put("body", "not in the transcript"));
      JsonNode content = response.get("body");
      byte[] body = (content.isTextual() ? content.textValue() : content.toString()).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(response.get("code").intValue(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static JsonNode read(HttpExchange exchange) throws IOException {
    String uri = exchange.getRequestURI().toString();
    ObjectNode request = JSON.createObjectNode().put("method", exchange.getRequestMethod())
        .put("url", uri.matches("/https?:.*") ? uri.substring(1) : uri);
    ObjectNode headers = request.putObject("headers");
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT),
        String.join(", ", values)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return request.set("body", value(body));
  }

  private static JsonNode value(String body) {
    try {
      return body.startsWith("{") ? JSON.readTree(body) : JSON.getNodeFactory().textNode(body);
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(body);
    }
  }
}
