/** Tests of what is done with people. */
@NullMarked
package io.jukwaa.server.people;

import org.jspecify.annotations.NullMarked;
