package io.jukwaa.server.dispatch;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.resource.App;

/**
 * The program of apps that no sandbox runs, for it is the host. Thread-safe; blocks, on the thread on which such an app
 * has its turn.
 */
public interface HostProgram {
  /** Whether it is the program of this app. */
  boolean isOf(App app);

  /**
   * Does what the app does with the message that the run is for; returns when that is all. The user's later messages
   * wait so long. As a message may come a second time, doing it twice must come to the same.
   *
   * @throws io.jukwaa.store.StoreException if it is to be done again, as a store is gone
   */
  void run(App app, HostRun run);

  /** Does what the app does with an event, under the same conditions. */
  void tell(App app, MessageEvent event);
}
