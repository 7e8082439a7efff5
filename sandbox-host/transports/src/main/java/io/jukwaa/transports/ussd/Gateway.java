package io.jukwaa.transports.ussd;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.Admission;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.StrictJson;
import io.jukwaa.transports.Texts;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A channel's gateway: its map with the channel's settings worked in. Immutable.
 *
 * @param secret see {@link Admission#secret}
 * @param login fields every request must carry with these values
 * @param publicUrl our address as the gateway sees it, without a slash at the end; null if no template needs it
 */
record Gateway(GatewayMap map, @Nullable String secret, Map<String, String> login, @Nullable String publicUrl) {
  private static final int LONGEST_FIELD = 2000;

  Gateway {
    login = Map.copyOf(login);
  }

  /**
   * The request's fields, of which nothing but their form was checked, and the login.
   *
   * @throws InvalidFieldException naming the field that cannot be read
   */
  Map<String, String> fields(RoutingContext ctx, Buffer body) {
    HttpServerRequest request = ctx.request();
    Map<String, String> fields = switch (map.request().source()) {
      case QUERY -> FormText.parse(request.query());
      case FORM -> FormText.parse(body.toString(StandardCharsets.ISO_8859_1));
      case JSON -> scalars(StrictJson.object(body.getBytes()));
    };
    fields.forEach((name, value) -> Texts.plain(name, value, LONGEST_FIELD));
    login.forEach((name, value) -> Admission.credential(name, value, fields.get(name)));
    ctx.pathParams().forEach((name, value) -> fields.put(":" + name, value));
    return fields;
  }

  void checkMediaType(HttpServerRequest request) {
    switch (map.request().source()) {
      case QUERY -> {
      }
      case FORM -> Admission.mediaType(request, "application/x-www-form-urlencoded");
      case JSON -> Admission.mediaType(request, "application/json");
    }
  }

  /** Gateways write numbers with and without quotes; both are their text. Nulls are left out. */
  private static Map<String, String> scalars(Map<String, @Nullable Object> json) {
    Map<String, String> fields = new LinkedHashMap<>();
    json.forEach((name, value) -> {
      switch (value) {
        case null -> {
        }
        case String text -> fields.put(name, text);
        case Integer number -> fields.put(name, number.toString());
        case Long number -> fields.put(name, number.toString());
        case Boolean truth -> fields.put(name, truth.toString());
        default -> throw new InvalidFieldException(name, value, "text");
      }
    });
    return fields;
  }
}
