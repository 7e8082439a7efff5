package io.jukwaa.resources.http;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.CommandException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameter {@code files} as a {@code multipart/form-data} body. */
final class Multipart {
  private final String boundary;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** @param boundary must not occur in any file, so take it from a good random source */
  Multipart(String boundary) {
    this.boundary = boundary;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /**
   * Adds a file.
   *
   * @param file {@code file_name}, {@code content_type} and {@code data}, which is base64
   * @throws InvalidFieldException if something is missing or would break out of its header line
   * @throws CommandException if the data is not base64
   */
  void add(String field, @Nullable Object file) {
    if (!(file instanceof Map<?, ?> parts)) {
      throw new InvalidFieldException("files." + field, file, "an object");
    }
    String contentType = text(field, parts, "content_type");
    if (contentType.codePoints().anyMatch(point -> point < ' ' || point == 127)) {
      throw new InvalidFieldException("files." + field + ".content_type", "not shown", "a media type");
    }
    byte[] data = decoded(text(field, parts, "data"));
    write("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + escaped(field) + "\"; filename=\""
        + escaped(text(field, parts, "file_name")) + "\"\r\nContent-Type: " + contentType + "\r\nContent-Length: "
        + data.length + "\r\n\r\n");
    bytes.writeBytes(data);
    write("\r\n");
  }

  /** The body; nothing can be added after it. */
  byte[] body() {
    write("--" + boundary + "--\r\n");
    return bytes.toByteArray();
  }

  private void write(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String field, Map<?, ?> parts, String name) {
    if (parts.get(name) instanceof String text) {
      return text;
    }
    throw new InvalidFieldException("files." + field + "." + name, parts.get(name), "text");
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new CommandException("Incorrect padding");
    }
  }

  /** As browsers do it. */
  private static String escaped(String name) {
    return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }
}
