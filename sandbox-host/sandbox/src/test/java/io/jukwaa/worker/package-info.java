/** What stands in for a worker process when the host's side is tested. */
@NullMarked
package io.jukwaa.worker;

import org.jspecify.annotations.NullMarked;
