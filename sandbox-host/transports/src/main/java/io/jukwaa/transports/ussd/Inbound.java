package io.jukwaa.transports.ussd;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.jukwaa.message.Channel;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.StableId;
import io.jukwaa.transports.Template;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the message apps see. */
record Inbound(Channel channel, GatewayMap map, UssdRequest request) {
  static Inbound of(Visit visit) {
    return new Inbound(visit.channel(), visit.map(), visit.request());
  }

  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

  /** The id is the same whenever the same step of the same session comes in. */
  UserMessage step(Step step, Instant now) {
    Map<String, @Nullable Object> message = common(step.notes().to());
    message.put("content", step.content());
    message.put("session_event", step.event().wire());
    Map<String, @Nullable Object> metadata = metadata(map.request().metadata());
    if (step.extra() != null) {
      metadata.put("extra_digits", step.extra());
    }
    if (step.lost()) {
      metadata.put("session_lost", true);
    }
    message.put("transport_metadata", metadata);
    return UserMessage.of(message, new Stamp(id(step.notes().birth(), step.key()), now));
  }

  /** @param known null if the session is not known */
  UserMessage close(@Nullable Notes known, Instant now) {
    Map<String, @Nullable Object> message = common(known == null ? request.dialled() : known.to());
    message.put("session_event", SessionEvent.CLOSE.wire());
    Map<String, @Nullable Object> metadata = metadata(map.request().metadata());
    if (map.extra() != null) {
      metadata.putAll(filled(map.extra()));
    }
    message.put("transport_metadata", metadata);
    return UserMessage.of(message, new Stamp(id(known == null ? "" : known.birth(), "close"), now));
  }

  private Map<String, @Nullable Object> common(@Nullable String to) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("to_addr", to);
    message.put("from_addr", request.from());
    message.put("transport_name", channel.key());
    message.put("transport_type", "ussd");
    message.put("provider", provider());
    message.put("helper_metadata", filled(map.request().helper()));
    return message;
  }

  private Map<String, @Nullable Object> metadata(JsonNode template) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("gateway", map.name());
    metadata.put("session_id", request.session());
    metadata.putAll(filled(template));
    return metadata;
  }

  private Map<String, @Nullable Object> filled(JsonNode template) {
    return GatewayMaps.JSON.convertValue(Template.fill(template, request.fields()::get), OBJECT);
  }

  private @Nullable String provider() {
    Map<String, String> networks = map.request().networks();
    String code = request.network();
    if (map.request().provider() != null || code == null) {
      return map.request().provider();
    }
    return networks.containsKey(code) || !networks.containsKey("*") ? networks.get(code) : code;
  }

  private String id(String birth, String key) {
    return StableId.of(channel.key(), request.session(), birth, key);
  }
}
