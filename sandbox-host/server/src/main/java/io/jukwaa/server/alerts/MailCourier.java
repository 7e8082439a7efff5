package io.jukwaa.server.alerts;

import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Mails notices.
 *
 * @param name as {@link Courier#name}
 */
record MailCourier(String name, List<String> to, String from, MailClient client) implements Courier {
  private static final long PATIENCE_SECONDS = 30;

  MailCourier {
    to = List.copyOf(to);
  }

  @Override
  public void bring(Notice notice) {
    MailMessage mail = new MailMessage().setFrom(from).setTo(to).setSubject(notice.subject()).setText(notice.text());
    try {
      client.sendMail(mail).toCompletionStage().toCompletableFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      throw new UndeliveredException("no mail to " + String.join(", ", to) + ": " + reason(e), e);
    }
  }

  private static String reason(CompletionException e) {
    Throwable cause = e.getCause();
    String message = cause == null ? null : cause.getMessage();
    return message == null ? "no answer from the server for mail" : message;
  }
}
