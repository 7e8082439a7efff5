package io.jukwaa.server.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.resource.App;
import io.jukwaa.server.DeployedHost;
import io.jukwaa.server.Host;
import io.jukwaa.server.Json;
import io.jukwaa.server.Stores;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A host of this process with a settings file, and a client of its API. */
public final class ApiHost implements AutoCloseable {
  private static final String COMMON = """
      server: {port: 0}
      sandbox: {spare-workers: 0, compile: 'off'}
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Host host;

  private ApiHost(Host host) {
    this.host = host;
  }

  /** @param deploy the section {@code deploy} of a settings file, in YAML */
  public static ApiHost start(Path folder, String deploy) throws IOException {
    return new ApiHost(DeployedHost.start(settings(folder, deploy)));
  }

  public static Path settings(Path folder, String deploy) throws IOException {
    return Files.writeString(folder.resolve("jukwaa.yaml"), COMMON + deploy);
  }

  public int port() {
    return host.port();
  }

  public Stores stores() {
    return host.stores();
  }

  public App app(String key) {
    return Objects.requireNonNull(stores().deployments().app(key));
  }

  public HttpResponse<String> put(String path, Object body, String... headers) throws Exception {
    return client.send(put(port(), path, body, headers), BodyHandlers.ofString());
  }

  public static HttpRequest put(int port, String path, Object body, String... headers) {
    HttpRequest.Builder request = request(port, path).PUT(BodyPublishers.ofString(Json.text(body)));
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  /** A stream's lines, as they come. */
  public CompletableFuture<HttpResponse<Stream<String>>> stream(String path) {
    return client.sendAsync(request(port(), path).build(), BodyHandlers.ofLines());
  }

  public CompletableFuture<HttpResponse<String>> post(String path, Map<String, String> form) {
    return client.sendAsync(form(port(), path, form), BodyHandlers.ofString());
  }

  public static HttpRequest form(int port, String path, Map<String, String> form) {
    String body = form.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
        .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body)).build();
  }

  /** To {@code /api/v1/go/} and the path, by the client that all conversations of these tests know. */
  public static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/go/" + path))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("acme:token-1".getBytes(UTF_8)));
  }

  @Override
  public void close() {
    host.close();
    client.close();
  }
}
