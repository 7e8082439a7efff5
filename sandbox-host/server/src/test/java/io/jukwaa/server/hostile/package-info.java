@NullMarked
package io.jukwaa.server.hostile;

import org.jspecify.annotations.NullMarked;
