package io.jukwaa.server.dispatch;

import io.jukwaa.frame.Frame.Usage;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.resource.App;
import io.jukwaa.sandbox.Delivery;
import io.jukwaa.sandbox.Outcome;
import io.jukwaa.sandbox.Sandbox;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What runs an app: the sandbox, or the host if that is its program. Thread-safe; blocks. */
record Programs(Directory directory, Sandbox sandbox, List<HostProgram> own) {
  private static final Outcome DONE = new Outcome.Completed(new Usage(0, 0, 0, 0));

  Programs {
    own = List.copyOf(own);
  }

  /** @param ended told once how it ended, perhaps before this returns or on another thread */
  void run(App app, AppRun run, Consumer<Outcome> ended) {
    HostProgram program = of(app);
    if (program == null) {
      sandbox.run(directory.caller(app, run), Delivery.message(Objects.requireNonNull(run.inbound()).json()), ended);
    } else {
      program.run(app, run);
      ended.accept(DONE);
    }
  }

  Outcome tell(App app, AppRun run, MessageEvent event) {
    HostProgram program = of(app);
    if (program == null) {
      return sandbox.run(directory.caller(app, run), Delivery.event(event.json()));
    }
    program.tell(app, event);
    return DONE;
  }

  private @Nullable HostProgram of(App app) {
    return own.stream().filter(program -> program.isOf(app)).findFirst().orElse(null);
  }
}
