package io.jukwaa.server.fetch;

import io.jukwaa.resources.http.FetchException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Unzips, but never further than a limit. */
final class Gzip {
  private Gzip() {}

  /** @throws FetchException if the bytes are not gzip or longer than the limit when unzipped */
  static byte[] unzipped(byte[] bytes, int limit) {
    if (bytes.length == 0) {
      return bytes;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] unzipped = in.readNBytes(limit + 1);
      if (unzipped.length > limit) {
        throw Exchange.tooLong("more than " + limit, limit);
      }
      return unzipped;
    } catch (IOException e) {
      throw new FetchException("response is not the gzip it says it is");
    }
  }
}
