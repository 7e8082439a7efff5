package io.jukwaa.server.alerts;

import io.jukwaa.message.Channel;
import io.jukwaa.server.CannotStartException;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.transports.OperatorClient;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who brings notices of a channel, and to whom. Thread-safe. */
public final class Couriers implements AutoCloseable {
  private static final Pattern SERVER = Pattern.compile("([A-Za-z0-9.-]{1,253}):([0-9]{1,5})");

  private final AlertPlan plan;
  private final OperatorClient client;
  private final Map<String, URI> statusUrls;
  private final @Nullable MailClient mail;

  /**
   * Couriers as a plan says.
   *
   * @param statusUrls who is told as Junebug told it, by the key of the app that the channel leads to
   * @throws CannotStartException if somebody is to get mail and the settings do not say how
   */
  public Couriers(AlertPlan plan, Vertx vertx, OperatorClient client, Map<String, URI> statusUrls) {
    this.statusUrls = Map.copyOf(statusUrls);
    this.plan = plan;
    this.client = client;
    this.mail = plan.mails() ? MailClient.create(vertx, config(plan.mail())) : null;
  }

  List<Courier> of(Channel channel) {
    List<Courier> couriers = new ArrayList<>();
    for (Map.Entry<String, Receivers> each : new TreeMap<>(plan.receivers(channel.tenant())).entrySet()) {
      Receivers receivers = each.getValue();
      if (!receivers.webhook().isEmpty()) {
        couriers.add(new WebhookCourier("webhook of " + each.getKey(), URI.create(receivers.webhook()), client));
      }
      if (mail != null && !receivers.mailTo().isEmpty()) {
        couriers.add(new MailCourier("mail of " + each.getKey(), receivers.mailTo(), plan.mail().from(), mail));
      }
    }
    URI statusUrl = statusUrls.get(channel.app());
    if (statusUrl != null) {
      couriers.add(new StatusCourier("status-url of " + channel.app(), statusUrl, client));
    }
    return couriers;
  }

  @Override
  public void close() {
    if (mail != null) {
      mail.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static MailConfig config(Settings.Mail settings) {
    Matcher server = SERVER.matcher(settings.server());
    if (!server.matches()) {
      throw new CannotStartException("mail.server", settings.server(),
          "host:port of a server that takes mail, as somebody is to be told by mail", null);
    }
    MailConfig config = new MailConfig(server.group(1), Integer.parseInt(server.group(2)))
        .setSsl(settings.tls().equals("on"))
        .setStarttls(settings.tls().equals("starttls") ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
        .setLogin(LoginOption.DISABLED).setHostnameVerificationAlgorithm("HTTPS");
    return settings.credentialsFile().equals(Settings.NONE) ? config : withLogin(config, settings.credentialsFile());
  }

  private static MailConfig withLogin(MailConfig config, String file) {
    try {
      List<String> lines = Files.readAllLines(Path.of(file));
      if (lines.size() == 2) {
        return config.setLogin(LoginOption.REQUIRED).setUsername(lines.get(0).strip()).setPassword(lines.get(1));
      }
      throw new CannotStartException("mail.credentials-file", file, "two lines, user and password", null);
    } catch (IOException e) {
      throw new CannotStartException("mail.credentials-file", file, "a file that can be read", e);
    }
  }
}
