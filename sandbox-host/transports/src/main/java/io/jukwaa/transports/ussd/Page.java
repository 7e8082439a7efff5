package io.jukwaa.transports.ussd;

import com.fasterxml.jackson.databind.JsonNode;
import io.jukwaa.transports.Template;
import io.jukwaa.transports.ussd.GatewayMap.Reply;
import io.jukwaa.transports.ussd.GatewayMap.Screen;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An HTTP answer to a gateway. */
record Page(Map<String, String> headers, String body) {
  /** @param values what the templates may name, see {@link #values} */
  static Page of(Reply reply, Screen screen, Map<String, @Nullable String> values) {
    Function<String, @Nullable String> each = values::get;
    Map<String, String> headers = new LinkedHashMap<>(screen.headers());
    headers.put("Content-Type", reply.type());
    JsonNode body = screen.body();
    if (reply.type().startsWith("application/json")) {
      return new Page(headers, body.isTextual() ? body.textValue() : Template.fill(body, each).toString());
    }
    return new Page(headers, Template.fill(body.asText(), each, escape(reply.type())));
  }

  /**
   * {@code content}, {@code session}, {@code from}, {@code to}, {@code network} and {@code url}; besides them the fields
   * of the request, by their own names, for gateways that want one of them back.
   */
  static Map<String, @Nullable String> values(Visit visit, @Nullable String to, @Nullable String content) {
    String text = content == null ? "" : content;
    for (Map.Entry<String, String> each : visit.map().reply().replace().entrySet()) {
      text = text.replace(each.getKey(), each.getValue());
    }
    Map<String, @Nullable String> values = new LinkedHashMap<>(visit.request().fields());
    values.put("content", text);
    values.put("session", visit.request().session());
    values.put("from", visit.request().from());
    values.put("to", to);
    values.put("network", visit.request().network());
    values.put("url", visit.gateway().publicUrl());
    return values;
  }

  private static UnaryOperator<String> escape(String type) {
    return type.contains("xml") ? Page::xml : UnaryOperator.identity();
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
