/** Tests of what is left of people. */
@NullMarked
package io.jukwaa.server.people.privacy;

import org.jspecify.annotations.NullMarked;
