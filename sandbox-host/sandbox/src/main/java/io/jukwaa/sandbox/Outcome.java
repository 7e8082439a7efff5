package io.jukwaa.sandbox;

import io.jukwaa.frame.Frame.Usage;

/** How a run ended. Whatever it sent before stays sent. */
public sealed interface Outcome {
  /** What the run used; zeros if nobody could tell. */
  Usage usage();

  /** The app called {@code done}. */
  record Completed(Usage usage) implements Outcome {}

  /**
   * The app threw, or came to its end without {@code done}. Both texts are the tenant's to see.
   *
   * @param stack file, line and column in the guest's code; empty if there is none
   */
  record Failed(String message, String stack, Usage usage) implements Outcome {}

  /** @param limit which limit was exceeded, by how much, and what it is */
  record Stopped(String limit, Usage usage) implements Outcome {}

  /** The app was not run at all; the reason is for the tenant's log. */
  record NotRun(String reason) implements Outcome {
    @Override
    public Usage usage() {
      return new Usage(0, 0, 0, 0);
    }
  }

  /**
   * A limit was exceeded and nothing but ending the worker stopped the run.
   *
   * @param limit as for {@link Stopped}
   */
  record Killed(String limit, Usage usage) implements Outcome {}

  /** The worker died while the run was in it, perhaps through no fault of this run. */
  record Lost(String reason, Usage usage) implements Outcome {}
}
