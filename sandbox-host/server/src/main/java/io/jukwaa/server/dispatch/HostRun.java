package io.jukwaa.server.dispatch;

import io.jukwaa.message.Stamp;
import io.jukwaa.resource.Run;
import java.util.concurrent.CompletionStage;

/** One run of an app whose program is the host. Thread-safe. */
public interface HostRun extends Run {
  /** The identity of the run's next reply, as {@link #replyStamp()}, with an id of the caller's. */
  Stamp replyStamp(String id);

  /** Done when the first reply is stored, or the phone was shown an apology instead. */
  CompletionStage<Void> heard();
}
