/**
 * The built-in resources, one package each: each answers a guest's commands and sees only the calling tenant.
 *
 * <p>Names, parameters, order of checks, replies and reasons are those of the Vumi Go sandbox and of its standalone
 * successor; where the two differ, Go's count. Start at {@link io.jukwaa.resources.Operation}.
 */
@NullMarked
package io.jukwaa.resources;

import org.jspecify.annotations.NullMarked;
