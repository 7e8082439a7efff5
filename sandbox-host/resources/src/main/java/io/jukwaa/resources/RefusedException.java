package io.jukwaa.resources;

import io.jukwaa.resource.Reply;

/**
 * An argument the original refused with a reason of its own. Unlike {@link io.jukwaa.resource.CommandException} it is
 * told to the guest only, not written to the app's log; so it must not leave the resource.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public RefusedException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** The failure the guest gets. */
  public Reply reply() {
    return Reply.failure(reason);
  }
}
