/** Tests of what cells say. */
@NullMarked
package io.jukwaa.server.people.fields;

import org.jspecify.annotations.NullMarked;
