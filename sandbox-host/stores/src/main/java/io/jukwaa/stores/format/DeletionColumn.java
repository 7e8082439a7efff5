package io.jukwaa.stores.format;

import io.jukwaa.store.DeletionStore.Deletion;
import java.time.Instant;
import java.util.Map;

/** What the JSON column of a deletion holds; id and time have columns of their own. */
public record DeletionColumn(String by, String reason, String person, Map<String, Long> counts) {
  public static String text(Deletion deletion) {
    return Json.text(new DeletionColumn(deletion.by(), deletion.reason(), deletion.person(), deletion.counts()));
  }

  public static Deletion deletion(String json, String id, Instant time) {
    DeletionColumn column = Json.read(json, DeletionColumn.class);
    return new Deletion(id, time, column.by(), column.reason(), column.person(), column.counts());
  }
}
