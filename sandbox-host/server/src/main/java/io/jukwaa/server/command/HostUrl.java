package io.jukwaa.server.command;

import io.jukwaa.message.Fields;
import io.jukwaa.server.CannotStartException;
import io.jukwaa.server.Json;
import io.jukwaa.store.StoreException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import picocli.CommandLine.Option;

/** A host that runs on this machine, and how it is asked. */
final class HostUrl {
  @Option(names = "--url", paramLabel = "URL", defaultValue = "http://127.0.0.1:8080", description = "the host, on this machine (default: ${DEFAULT-VALUE})")
  private String url = "";

  /** The body of its answer. */
  String get(String path) {
    return ask(HttpRequest.newBuilder(uri(path)).GET());
  }

  /** The same for a question with a JSON body. */
  String post(String path, String json) {
    return ask(HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private URI uri(String path) {
    try {
      return URI.create((url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + path);
    } catch (IllegalArgumentException e) {
      throw new CannotStartException("--url", url, "the address of a host, and a channel's key without blanks", e);
    }
  }

  private String ask(HttpRequest.Builder request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        return answer.body();
      }
      Fields problem = Json.object("answer", answer.body());
      throw new StoreException(problem.has("detail") ? problem.text("detail") : problem.text("error"), null);
    } catch (IOException | IllegalArgumentException e) {
      throw new CannotStartException("--url", url, "a host that answers there", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("--url", url, "time to answer", e);
    }
  }
}
