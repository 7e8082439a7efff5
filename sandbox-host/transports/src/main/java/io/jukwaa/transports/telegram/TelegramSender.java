package io.jukwaa.transports.telegram;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.OperatorClient.Request;
import io.jukwaa.transports.Outgoing;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import io.jukwaa.transports.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends each part of a message by a request, one after the other.
 *
 * <p>When the first part is not taken, neither is the message: it may be sent again. When a later one is not taken it
 * must not, as the beginning would come twice. So that part is tried again here, a few times and for half a minute;
 * then the message is refused, and the reason says how much of it was taken.
 */
final class TelegramSender implements Sender {
  /** Groups have ids below nought and channels have names; neither may have a keyboard, or is heard. */
  private static final Pattern PERSON = Pattern.compile("[0-9]+");
  private static final int TRIES = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LONGEST_REASON = 200;

  private final Bot bot;
  private final OperatorClient client;
  private final Duration firstPause;
  private final CountDownLatch closed = new CountDownLatch(1);

  TelegramSender(Bot bot, OperatorClient client) {
    this(bot, client, Duration.ofSeconds(1));
  }

  /** @param firstPause before a part is tried again, if Telegram says nothing else; then it grows */
  TelegramSender(Bot bot, OperatorClient client, Duration firstPause) {
    this.bot = bot;
    this.client = client;
    this.firstPause = firstPause;
  }

  @Override
  public Submission send(UserMessage message) {
    try {
      String chat = Outgoing.address(message, "one chat");
      return send(chat, Parts.of(Outgoing.content(message)));
    } catch (InvalidFieldException e) {
      return new Submission.Refused(String.valueOf(e.getMessage()));
    }
  }

  private Submission send(String chat, List<String> parts) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<String> ids = new ArrayList<>();
    for (String part : parts) {
      Submission answer = ids.isEmpty() ? ask(chat, part) : askAgain(chat, part, end);
      if (!(answer instanceof Submission.Accepted(var taken))) {
        return ids.isEmpty() ? answer : brokenOff(answer, ids.size() + " of " + parts.size() + " parts were taken; ");
      }
      ids.addAll(taken);
    }
    return new Submission.Accepted(ids);
  }

  private Submission ask(String chat, String part) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("chat_id", chat);
    fields.put("text", part);
    String keyboard = bot.buttons() && PERSON.matcher(chat).matches() ? Keyboard.of(part) : null;
    if (keyboard != null) {
      fields.put("reply_markup", keyboard);
    }
    Request request = new Request("POST", bot.sendMessage(), Map.of("Accept", "application/json", "Content-Type",
        "application/x-www-form-urlencoded"), FormText.write(fields));
    return client.submit(() -> request, response -> new SendingAnswer(response, bot.reasons()).submission());
  }

  /** @param end of our patience, as {@link System#nanoTime} has it */
  private Submission askAgain(String chat, String part, long end) {
    for (int tries = 1;; tries++) {
      Submission answer = ask(chat, part);
      Duration pause = pause(answer, tries);
      if (pause == null || tries == TRIES || System.nanoTime() + pause.toNanos() > end) {
        return answer;
      }
      await(pause);
    }
  }

  /** How long to wait before the part is tried again; null if that makes no sense. */
  private @Nullable Duration pause(Submission answer, int tries) {
    return switch (answer) {
      case Submission.Accepted _,Submission.Refused _,Submission.Blocked _ -> null;
      case Submission.Failed _ -> firstPause.multipliedBy(tries);
      case Submission.Unavailable(_, var wanted, _) -> wanted == null ? firstPause.multipliedBy(tries) : wanted;
    };
  }

  /** Who closes this waits for us, so nobody waits any more then. */
  private void await(Duration pause) {
    try {
      boolean _ = closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Submission brokenOff(Submission answer, String note) {
    return switch (answer) {
      case Submission.Accepted accepted -> accepted;
      case Submission.Blocked(var reason) -> new Submission.Blocked(Texts.line(note + reason, LONGEST_REASON));
      case Submission.Refused(var reason) -> new Submission.Refused(Texts.line(note + reason, LONGEST_REASON));
      case Submission.Failed(var reason) -> new Submission.Refused(Texts.line(note + reason, LONGEST_REASON));
      case Submission.Unavailable(var reason, _, _) ->
        new Submission.Refused(Texts.line(note + reason, LONGEST_REASON));
    };
  }

  @Override
  public int parts(UserMessage message) {
    String content = message.content();
    return content == null ? 1 : Math.clamp(Parts.cut(content).size(), 1, Parts.MOST);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
