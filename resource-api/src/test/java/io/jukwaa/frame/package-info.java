/** Tests of the frame format. */
@NullMarked
package io.jukwaa.frame;

import org.jspecify.annotations.NullMarked;
