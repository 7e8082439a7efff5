package io.jukwaa.resource;

/**
 * A command that could not be carried out. The reason goes to the guest as {@code success: false} and, at ERROR, to the
 * app's log. A refusal the original answered without logging is a {@link Reply.Failure} instead.
 */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandException(String reason) {
    super(reason);
  }
}
