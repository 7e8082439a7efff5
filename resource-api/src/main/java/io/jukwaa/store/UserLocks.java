package io.jukwaa.store;

import io.jukwaa.resource.Lease;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One lock for each user of each app, which keeps a user's messages in order on however many hosts there are.
 *
 * <p>A host that dies loses its locks within seconds, and a lock that is kept for too long is lost as well. So a lease
 * is no proof: what depends on it is written with its token, and refused where a greater one has been seen
 * ({@link KeyValueStore#under}). Not reentrant.
 */
public interface UserLocks {
  /**
   * Takes the lock. Threads of one host get it in the order they came; none of them is overtaken for ever by another
   * host's.
   *
   * @param patience how long to wait while another has it; zero or less asks once
   * @return null if another still has it
   * @throws StoreException if the locks cannot be reached, or the thread is interrupted while it waits
   */
  @Nullable
  Lease acquire(String app, String user, Duration patience);

  /**
   * Lets the lock go; does nothing if it is lost or another has it already. Returns at once and never fails.
   */
  void release(Lease lease);
}
