package io.jukwaa.transports.twilio;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.Admission;
import io.jukwaa.transports.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may tell us something: who has the secret, if there is one, and has signed. Runs on the event loop.
 *
 * @param publicUrl what stands before our paths in the URLs that are signed
 * @param signature null if nothing is signed; then there is a secret
 */
record Door(@Nullable String publicUrl, @Nullable Signature signature, @Nullable String secret) {
  /**
   * What can be said before the body is read.
   *
   * @throws Refusal 403 if the secret is missing or wrong, or there is no signature where one must be
   */
  void knock(HttpServerRequest request) {
    Admission.secret(request, secret);
    if (signature != null && request.getHeader(Signature.HEADER) == null) {
      Admission.credential(Signature.HEADER, List.of(), null);
    }
  }

  /**
   * @throws Refusal 403 if the signature is wrong
   * @throws InvalidFieldException if the body is no form
   */
  void enter(HttpServerRequest request, Buffer body) {
    if (signature != null) {
      String query = request.query() == null ? "" : '?' + request.query();
      Admission.credential(Signature.HEADER, signature.of(publicUrl + request.path() + query, body.getBytes()),
          request.getHeader(Signature.HEADER));
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Door[" + publicUrl + (signature == null ? "" : ", signed") + "]";
  }
}
