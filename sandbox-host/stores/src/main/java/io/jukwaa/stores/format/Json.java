package io.jukwaa.stores.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.jukwaa.message.Fields;
import io.jukwaa.store.StoreException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON that stores keep. What it writes it can read: Jackson's bounds on depth hold for both. */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper()
      // A newer host may have written it while this one still runs.
      .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
  private static final ObjectReader OBJECTS = MAPPER.readerFor(new TypeReference<Map<String, @Nullable Object>>() {});

  private Json() {}

  public static String text(Object value) {
    try {
      return Text.storableJson(MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new StoreException("value: not storable as JSON (expected: at most 1000 levels)", e);
    }
  }

  public static Fields fields(String json) {
    try {
      return new Fields(OBJECTS.readValue(json));
    } catch (JsonProcessingException e) {
      throw damaged(e);
    }
  }

  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw damaged(e);
    }
  }

  public static <T> T read(String json, TypeReference<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw damaged(e);
    }
  }

  private static StoreException damaged(JsonProcessingException cause) {
    return new StoreException("stored JSON: damaged (expected: what this host once wrote)", cause);
  }
}
