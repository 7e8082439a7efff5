package io.jukwaa.resources.http;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.CommandException;
import io.jukwaa.resources.PythonText;
import io.jukwaa.resources.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code http.*}, checked in the original's order. */
final class RequestArguments {
  private static final Set<String> VERIFY_OPTIONS = Set.of("VERIFY_NONE", "VERIFY_PEER", "VERIFY_CLIENT_ONCE",
      "VERIFY_FAIL_IF_NO_PEER_CERT");
  private static final Set<String> SSL_METHODS = Set.of("SSLv3", "SSLv23", "TLSv1");

  private static final Set<String> PASSED_OVER = Set.of("content-length", "connection", "expect");

  private final Fields arguments;

  RequestArguments(Fields arguments) {
    this.arguments = arguments;
  }

  FetchRequest request(String method, Set<String> privateHosts, HttpLimits limits) {
    String url = url();
    List<Header> headers = headers();
    byte[] body = data();
    Map<String, @Nullable Object> files = arguments.object("files");
    if (!files.isEmpty()) {
      if (body != null) {
        throw new InvalidFieldException("files", "beside data", "files or data, not both");
      }
      Multipart multipart = new Multipart(UUID.randomUUID().toString());
      files.forEach(multipart::add);
      headers.removeIf(header -> header.is("content-type"));
      headers.add(new Header("Content-Type", multipart.contentType()));
      body = multipart.body();
    }
    checkSslMethod();
    return new FetchRequest(method, url, headers, body, verify(), privateHosts, limits);
  }

  private String url() {
    if (arguments.value("url") instanceof String url) {
      return url;
    }
    throw new RefusedException("No URL given");
  }

  /**
   * Each value may be one text or a list of them. What we set ourselves anyway is passed over, and Expect: bodies are
   * sent without being asked for.
   */
  private List<Header> headers() {
    List<Header> headers = new ArrayList<>();
    arguments.object("headers").forEach((name, value) -> {
      if (PASSED_OVER.contains(name.toLowerCase(Locale.ROOT))) {
        return;
      }
      for (Object line : value instanceof List<?> lines ? lines : List.of(text(name, value))) {
        headers.add(new Header(name, text(name, line)));
      }
    });
    return headers;
  }

  private static String text(String name, @Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new InvalidFieldException("headers." + name, value, "text or a list of texts");
  }

  /** Empty text is no body. */
  private byte @Nullable [] data() {
    String data = arguments.textOrNull("data");
    return data == null || data.isEmpty() ? null : data.getBytes(StandardCharsets.UTF_8);
  }

  /** Known names are accepted and change nothing: the platform's TLS versions count. */
  private void checkSslMethod() {
    Object method = arguments.value("ssl_method");
    if (method != null && !(method instanceof String text && SSL_METHODS.contains(text))) {
      throw new CommandException(PythonText.repr(method));
    }
  }

  /** Off for exactly {@code ["VERIFY_NONE"]}. */
  private boolean verify() {
    Object value = arguments.value("verify_options");
    if (value == null) {
      return true;
    }
    if (!(value instanceof List<?> options) || options.isEmpty()) {
      throw new InvalidFieldException("verify_options", PythonText.repr(value), "a list of option names");
    }
    for (Object option : options) {
      if (!(option instanceof String name && VERIFY_OPTIONS.contains(name))) {
        throw new CommandException(PythonText.repr(option));
      }
    }
    return !options.equals(List.of("VERIFY_NONE"));
  }
}
