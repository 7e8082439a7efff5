package io.jukwaa.resources.http;

/** No response: the address may not be reached, nobody answered, or the answer broke a limit. Told to the guest. */
public final class FetchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  public FetchException(String reason) {
    this(reason, 0);
  }

  private FetchException(String reason, int code) {
    super(reason);
    this.code = code;
  }

  /** The same of a response that began with this HTTP status. */
  public FetchException after(int status) {
    FetchException later = new FetchException(String.valueOf(getMessage()), status);
    later.initCause(this);
    return later;
  }

  /** The HTTP status of the last response of which there is no more to give; 0 if there was none. */
  public int code() {
    return code;
  }
}
