/** {@code ./jukwaa hostile}: programs that wish harm, and what becomes of them and of a good tenant meanwhile. */
@NullMarked
package io.jukwaa.server.hostile;

import org.jspecify.annotations.NullMarked;
