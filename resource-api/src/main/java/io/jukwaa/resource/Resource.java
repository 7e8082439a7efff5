package io.jukwaa.resource;

import java.util.Set;

/**
 * One kind of thing guest apps may use, for example {@code kv}.
 *
 * <p>Thread-safe; called on a virtual thread of its own for each command, so it may block, unless it
 * {@linkplain #returnsAtOnce returns at once}. Sees only the caller's tenant.
 */
public interface Resource {
  /** The part of the command's name before the first dot. */
  String name();

  /** The operations it answers; anything else never reaches {@link #handle}. */
  Set<String> operations();

  /**
   * Whether {@link #handle} waits for no disk and no network, so that the thread that reads from the app's worker may
   * carry it out: in the order the app asked, each before the next.
   */
  default boolean returnsAtOnce() {
    return false;
  }

  /**
   * Carries the command out.
   *
   * @throws CommandException if it cannot; logged for the tenant and told to the guest
   * @throws io.jukwaa.message.InvalidFieldException if an argument is not what it should be; treated alike
   */
  Reply handle(Caller caller, Command command);
}
