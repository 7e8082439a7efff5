package io.jukwaa.server.fetch;

import io.jukwaa.resources.http.FetchException;
import io.jukwaa.resources.http.FetchRequest;
import io.jukwaa.resources.http.Header;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request in a chain of redirects. */
record Hop(String method, WebAddress address, List<Header> headers, @Nullable Buffer content) {
  private static final Set<Integer> SAME_METHOD = Set.of(301, 302, 307, 308);
  private static final int SEE_OTHER = 303;
  /** Not for another origin: they were meant for the first one. */
  private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie", "cookie2", "www-authenticate");

  static Hop first(FetchRequest request) {
    byte[] body = request.body();
    boolean wantsLength = Set.of("POST", "PUT", "PATCH").contains(request.method());
    Buffer content = body != null ? Buffer.buffer(body) : wantsLength ? Buffer.buffer() : null;
    return new Hop(request.method(), WebAddress.parse(request.url()), request.headers(), content);
  }

  static boolean isRedirect(int code) {
    return SAME_METHOD.contains(code) || code == SEE_OTHER;
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  /**
   * The request a redirect asks for.
   *
   * @param location the header as Vert.x gives it, one character for each byte
   * @throws FetchException if it may not be followed
   */
  Hop redirected(int code, @Nullable String location) {
    if (location == null) {
      throw new FetchException(code + " without a Location");
    }
    if (code != SEE_OTHER && !method.equals("GET") && !isHead()) {
      throw new FetchException(code + " in answer to " + method + " is not followed");
    }
    WebAddress next = address
        .resolve(new String(location.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    boolean drops = code == SEE_OTHER;
    List<Header> kept = headers.stream().filter(header -> keeps(header, next, drops)).toList();
    return new Hop(drops ? "GET" : method, next, kept, drops ? null : content);
  }

  /** The header lines to send; text beyond ASCII goes out as UTF-8. */
  MultiMap lines() {
    MultiMap lines = MultiMap.caseInsensitiveMultiMap();
    headers.forEach(header -> lines.add(header.name(),
        new String(header.value().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
    return lines.set("Accept-Encoding", "gzip");
  }

  private boolean keeps(Header header, WebAddress next, boolean withoutContent) {
    String name = header.name().toLowerCase(Locale.ROOT);
    return (address.hasOriginOf(next) || !CREDENTIALS.contains(name))
        && !(withoutContent && name.startsWith("content-"));
  }
}
