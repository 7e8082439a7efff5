package io.jukwaa.resource;

/** Where the commands of a resource are carried out. */
public enum Execution {
  /**
   * By the thread that reads from the app's worker, each command before the next is read. For what waits for no other
   * process: nothing of the tenant goes on meanwhile.
   */
  AT_ONCE,
  /** On another thread, where the commands of one run wait for each other, in the order it asked. */
  IN_ORDER,
  /** On a thread of its own each: commands of one run may overtake each other. */
  APART
}
