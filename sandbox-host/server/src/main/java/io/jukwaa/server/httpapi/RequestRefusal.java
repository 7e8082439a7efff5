package io.jukwaa.server.httpapi;

/**
 * A request that is turned away. Its message is told to the client as {@code reason}, and is the status phrase. Carries
 * no stack: it is the client's fault.
 */
final class RequestRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private RequestRefusal(int status, String reason) {
    super(reason, null, false, false);
    this.status = status;
  }

  /** 400. */
  static RequestRefusal bad(String reason) {
    return new RequestRefusal(400, reason);
  }

  /** 401, also for a conversation that there is none of: nobody finds out which there are. */
  static RequestRefusal unauthorized() {
    return new RequestRefusal(401, "Unauthorized");
  }

  /** 403. */
  static RequestRefusal tooMany() {
    return new RequestRefusal(403, "Too many concurrent connections");
  }

  /** 404. */
  static RequestRefusal notFound() {
    return new RequestRefusal(404, "Not Found");
  }

  int status() {
    return status;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
