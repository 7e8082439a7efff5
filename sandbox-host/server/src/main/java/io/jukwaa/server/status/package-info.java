/**
 * How each channel is, and whose trouble it is if something is wrong: what hosts see of it is kept together, and looked
 * at by rules.
 */
@NullMarked
package io.jukwaa.server.status;

import org.jspecify.annotations.NullMarked;
