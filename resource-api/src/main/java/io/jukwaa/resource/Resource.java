package io.jukwaa.resource;

import java.util.Set;

/**
 * One kind of thing guest apps may use, for example {@code kv}.
 *
 * <p>Thread-safe; called on virtual threads, so it may block, unless its {@link #execution} is
 * {@link Execution#AT_ONCE}. Sees only the caller's tenant.
 */
public interface Resource {
  /** The part of the command's name before the first dot. */
  String name();

  /** The operations it answers; anything else never reaches {@link #handle}. */
  Set<String> operations();

  /** Where {@link #handle} is called. */
  default Execution execution() {
    return Execution.APART;
  }

  /**
   * Carries the command out.
   *
   * @throws CommandException if it cannot; logged for the tenant and told to the guest
   * @throws io.jukwaa.message.InvalidFieldException if an argument is not what it should be; treated alike
   */
  Reply handle(Caller caller, Command command);
}
