package io.jukwaa.server.junebug;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.server.clients.Login;
import io.jukwaa.transports.Admission;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The channels of this API, and who may use them. Immutable; never blocks.
 *
 * @param owners the apps they lead to, and those to which none does
 * @param all by key
 */
record Lines(List<JunebugApp> owners, List<Line> all) {
  /** A channel and the app it leads to. */
  record Line(Channel channel, JunebugApp owner) {}

  /** Those of a deployment. */
  static Lines of(Collection<App> apps, Collection<Channel> channels) {
    Map<String, JunebugApp> owners = new HashMap<>();
    apps.stream().map(JunebugApp::of).filter(Objects::nonNull).forEach(owner -> owners.put(owner.app().key(), owner));
    return new Lines(List.copyOf(owners.values()),
        channels.stream().filter(channel -> owners.containsKey(channel.app()))
            .map(channel -> new Line(channel, Objects.requireNonNull(owners.get(channel.app()))))
            .sorted(Comparator.comparing(line -> line.channel().key())).toList());
  }

  /**
   * What the caller may use, in the order of keys: by a login of an app, or from this machine if an app has none.
   *
   * @throws ApiRefusal 401 if there is no app that the caller may speak for
   */
  List<Line> of(HttpServerRequest request) {
    List<JunebugApp> admitting = admitting(request);
    if (admitting.isEmpty()) {
      throw ApiRefusal.unauthorized();
    }
    return all.stream().filter(line -> admitting.contains(line.owner())).toList();
  }

  /**
   * The channel, if the caller may use it.
   *
   * @throws ApiRefusal 404 for any other channel, be it there or not, if the caller has shown a login, or there is none to
   *     be shown; else 401, for the same channels
   */
  Line of(HttpServerRequest request, String key) {
    return of(request).stream().filter(line -> line.channel().key().equals(key)).findFirst().orElseThrow(
        () -> isKnown(request)
            ? ApiRefusal.notFound("channel not found", "ChannelNotFound", "channel: not found")
            : ApiRefusal.unauthorized());
  }

  private boolean isKnown(HttpServerRequest request) {
    return owners.stream().allMatch(owner -> owner.logins().isEmpty())
        || admitting(request).stream().anyMatch(owner -> !owner.logins().isEmpty());
  }

  private List<JunebugApp> admitting(HttpServerRequest request) {
    Login login = Login.of(request.getHeader("Authorization"));
    boolean local = Admission.isLocal(request);
    return owners.stream().filter(owner -> admits(owner, login, local)).toList();
  }

  private static boolean admits(JunebugApp owner, @Nullable Login login, boolean local) {
    return owner.logins().isEmpty()
        ? local
        : login != null && Login.isAmong(owner.logins(), login.user() + ":" + login.password());
  }
}
