/** The guest's process: runs one tenant's apps and has nothing but one pipe to the host. */
@NullMarked
package io.jukwaa.worker;

import org.jspecify.annotations.NullMarked;
