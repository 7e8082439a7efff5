package io.jukwaa.stores.format;

import io.jukwaa.store.Outbox.Result;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of a message, as JSON has it: one of both is there. */
public record ResultColumn(@Nullable List<String> sent, @Nullable String refused) {
  public static String text(Result result) {
    return Json.text(switch (result) {
      case Result.Sent it -> new ResultColumn(it.ids(), null);
      case Result.Refused it -> new ResultColumn(null, it.reason());
    });
  }

  /** @param json null if nothing has become of it yet */
  public static @Nullable Result result(@Nullable String json) {
    if (json == null) {
      return null;
    }
    ResultColumn column = Json.read(json, ResultColumn.class);
    return column.sent() == null
        ? new Result.Refused(Objects.requireNonNull(column.refused(), "refused"))
        : new Result.Sent(column.sent());
  }
}
