/**
 * What people said of being written to, and what is left of those who are deleted. Start at
 * {@link io.jukwaa.server.people.privacy.PersonDeletion}.
 */
@NullMarked
package io.jukwaa.server.people.privacy;

import org.jspecify.annotations.NullMarked;
