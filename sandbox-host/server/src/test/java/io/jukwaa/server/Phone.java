package io.jukwaa.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A phone that talks to an app of a running host in a gateway's format. */
interface Phone {
  /**
   * @param text null if nothing came
   * @param ends whether the session is over
   */
  record Screen(@Nullable String text, boolean ends) {}

  /** @param input what is typed; null for dialling */
  Screen says(@Nullable String input) throws IOException, InterruptedException;

  /**
   * @param gateway {@code json} or {@code africastalking}
   * @param host the URL of the host
   */
  static Phone of(String gateway, String host, String app, String number) {
    return gateway.equals("json")
        ? new OverJson(host + "/messages/" + app, number)
        : new OverAfricasTalking(host + "/ussd/" + app, number);
  }

  /** Vumi user messages, as the toolkit's tester makes them. */
  record OverJson(String url, String number) implements Phone {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Screen says(@Nullable String input) throws IOException, InterruptedException {
      ObjectNode message = JSON.createObjectNode().put("from_addr", number).put("to_addr", "*120*8864#")
          .put("transport_type", "ussd").put("content", input).put("session_event", input == null ? "new" : "resume");
      JsonNode sent = JSON.readTree(Web.post(url, "application/json", message.toString())).get("messages");
      return sent.isEmpty()
          ? new Screen(null, false)
          : new Screen(sent.get(0).get("content").textValue(),
              sent.get(0).path("session_event").asText().equals("close"));
    }
  }

  /** Steps of USSD sessions; what was typed is sent again with each. */
  final class OverAfricasTalking implements Phone {
    private final String url;
    private final String number;
    private final List<String> typed = new ArrayList<>();
    private String session = "";

    OverAfricasTalking(String url, String number) {
      this.url = url;
      this.number = number;
    }

    @Override
    public Screen says(@Nullable String input) throws IOException, InterruptedException {
      if (input == null) {
        typed.clear();
        session = UUID.randomUUID().toString();
      } else {
        typed.add(input);
      }
      String form = Map.of("sessionId", session, "serviceCode", "*384#", "phoneNumber", number, "networkCode", "63902",
          "text", String.join("*", typed)).entrySet().stream()
          .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
          .collect(Collectors.joining("&"));
      String answer = Web.post(url, "application/x-www-form-urlencoded", form);
      return new Screen(answer.substring(Math.min(4, answer.length())), answer.startsWith("END "));
    }
  }

  /** A client that wants success. */
  final class Web {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Web() {}

    static String post(String url, String type, String body) throws IOException, InterruptedException {
      return sent(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", type)
          .POST(BodyPublishers.ofString(body)).build());
    }

    static String get(String url) throws IOException, InterruptedException {
      return sent(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private static String sent(HttpRequest request) throws IOException, InterruptedException {
      HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(request.uri() + ": " + response.statusCode() + " " + response.body());
      }
      return response.body();
    }
  }
}
