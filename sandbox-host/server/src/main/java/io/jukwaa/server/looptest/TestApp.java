package io.jukwaa.server.looptest;

import io.jukwaa.message.Channel;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.dispatch.HostProgram;
import io.jukwaa.server.dispatch.HostRun;
import io.jukwaa.server.looptest.Trail.Stage;
import io.jukwaa.server.status.MonitoredInbound;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The app in whose name tests leave. It writes down what it is told of them, and knows them when they come back.
 *
 * @param channels those that are deployed
 */
record TestApp(Trail trail, Collection<Channel> channels) implements HostProgram, MonitoredInbound.Returned {
  /** No key of an app begins so. */
  private static final String MARK = "=";
  private static final Pattern TEXT = Pattern.compile(".{0,40}\\bJukwaa test ([0-9a-f]{8})\\b.{0,40}", Pattern.DOTALL);
  private static final int SIGN = 8;

  /** The one that sends by a channel. */
  static App of(Channel channel) {
    return new App(MARK + channel.key(), channel.tenant(), "test", "", "", Map.of(), Set.of(), true, Set.of(),
        Map.of(UserMessage.DEFAULT_ENDPOINT, channel.key()));
  }

  /** What a phone shows of the test of this id. */
  static String text(String id) {
    return "Jukwaa test " + id.substring(id.length() - SIGN);
  }

  @Override
  public boolean isOf(App app) {
    return app.key().startsWith(MARK);
  }

  /** Nothing: no channel leads here. */
  @Override
  public void run(App app, HostRun run) {}

  @Override
  public void tell(App app, MessageEvent event) {
    String id = event.userMessageId();
    String channel = app.key().substring(MARK.length());
    if (id == null || trail.of(channel, id).isEmpty()) {
      return; // nobody watches it any more
    }
    switch (event.json().text("event_type")) {
      case "ack" -> trail.add(channel, id, Stage.TAKEN, event.json().text("sent_message_id"));
      case "nack" -> trail.add(channel, id, Stage.REFUSED, event.json().text("nack_reason"));
      default -> delivery(channel, id, event);
    }
  }

  private void delivery(String channel, String id, MessageEvent event) {
    switch (event.json().textOrNull("delivery_status")) {
      case "delivered" -> trail.add(channel, id, Stage.DELIVERED, "");
      case "failed" -> {
        String reason = event.json().textOrNull("failure_reason");
        trail.add(channel, id, Stage.UNDELIVERED, reason == null ? "" : reason);
      }
      case null, default -> {
        // It is not known yet.
      }
    }
  }

  @Override
  public boolean isLikely(UserMessage message) {
    String content = message.content();
    return content != null && TEXT.matcher(content).matches();
  }

  /** By whichever channel of the tenant it came. */
  @Override
  public boolean take(Channel channel, UserMessage message) {
    Matcher text = TEXT.matcher(String.valueOf(message.content()));
    if (!text.matches()) {
      return false;
    }
    for (Channel sender : channels) {
      String id = sender.tenant().equals(channel.tenant()) ? trail.ending(sender, text.group(1)) : "";
      if (!id.isEmpty()) {
        trail.add(sender.key(), id, Stage.RETURNED, channel.key());
        return true;
      }
    }
    return false;
  }
}
