package io.jukwaa.server.junebug;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.Json;
import io.jukwaa.server.clients.Parcels;
import io.jukwaa.server.clients.Waiting;
import io.jukwaa.server.dispatch.HostProgram;
import io.jukwaa.server.dispatch.HostRun;
import io.jukwaa.server.junebug.Tracks.Track;
import io.jukwaa.store.AppLog;
import java.util.Map;
import java.util.Objects;

/**
 * What the host does for an app whose program is a client of Junebug: what comes in is put on its way to the {@code
 * mo_url}, an event to the {@code event_url} of its message. If a phone waits, the run waits for the client's reply.
 */
record Program(Parcels parcels, Waiting waiting, Tracks tracks, AppLog appLog) implements HostProgram {
  /** Members of an event parcel's note. */
  static final String URL = "url";
  static final String TOKEN = "token";

  @Override
  public boolean isOf(App app) {
    return JunebugApp.of(app) != null;
  }

  @Override
  public void run(App app, HostRun run) {
    UserMessage message = run.inbound();
    if (message == null) {
      return;
    }
    if (Objects.requireNonNull(JunebugApp.of(app)).messageUrl() == null) {
      appLog.append(app, AppLog.WARNING, "message " + message.messageId() + " is told to nobody: there is no mo-url");
    } else if (message.sessionEvent().awaitsReply()) {
      waiting.await(app.key(), message.messageId(), run, () -> put(app, message));
    } else {
      put(app, message);
    }
  }

  @Override
  public void tell(App app, MessageEvent event) {
    Track track = tracks.of(app, event.about());
    if (track == null) {
      return;
    }
    tracks.add(app, track.channel(), event);
    if (track.url() != null) {
      parcels.put(app, event, Json.text(Rendering.event(track.channel(), event)),
          Map.of(URL, track.url(), TOKEN, track.token()));
    }
  }

  private void put(App app, UserMessage message) {
    String channel = Objects.requireNonNullElse(message.json().textOrNull("transport_name"), "");
    parcels.put(app, message, Json.text(Rendering.message(channel, message)));
  }
}
