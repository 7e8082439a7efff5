package io.jukwaa.resources;

import com.fasterxml.jackson.databind.JsonNode;
import io.jukwaa.resources.http.FetchException;
import io.jukwaa.resources.http.FetchRequest;
import io.jukwaa.resources.http.FetchResponse;
import io.jukwaa.resources.http.HttpFetcher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers every request alike and remembers what was asked. */
final class ScriptedFetcher implements HttpFetcher {
  private final JsonNode script;
  private final List<FetchRequest> requests = new ArrayList<>();

  /** @param script {@code code} with {@code body} or {@code base64}, or {@code fails}; missing means 200 and no body */
  ScriptedFetcher(JsonNode script) {
    this.script = script;
  }

  @Override
  public FetchResponse fetch(FetchRequest request) {
    requests.add(request);
    if (script.has("fails")) {
      throw new FetchException(script.get("fails").textValue());
    }
    byte[] body = script.has("base64")
        ? Base64.getDecoder().decode(script.get("base64").textValue())
        : script.path("body").asText("").getBytes(StandardCharsets.UTF_8);
    return new FetchResponse(script.path("code").asInt(200), body);
  }

  /** The requests since the last call as the tables write them; a multipart boundary reads {@code BOUNDARY}. */
  List<Map<String, @Nullable Object>> takeRequests() {
    List<Map<String, @Nullable Object>> taken = requests.stream().map(ScriptedFetcher::json).toList();
    requests.clear();
    return taken;
  }

  private static Map<String, @Nullable Object> json(FetchRequest request) {
    String boundary = request.headers().stream().map(header -> header.value())
        .filter(value -> value.startsWith("multipart/form-data; boundary="))
        .map(value -> value.substring(value.indexOf('=') + 1)).findFirst().orElse("BOUNDARY");
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("method", request.method());
    json.put("url", request.url());
    json.put("headers", request.headers().stream()
        .map(header -> header.name() + ": " + header.value().replace(boundary, "BOUNDARY")).toList());
    byte[] body = request.body();
    json.put("body", body == null ? null : new String(body, StandardCharsets.UTF_8).replace(boundary, "BOUNDARY"));
    json.put("verify", request.verify());
    return json;
  }
}
