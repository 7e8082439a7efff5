package io.jukwaa.resources.http;

/** No response: the address may not be reached, nobody answered, or the answer broke a limit. Told to the guest. */
public final class FetchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FetchException(String reason) {
    super(reason);
  }
}
