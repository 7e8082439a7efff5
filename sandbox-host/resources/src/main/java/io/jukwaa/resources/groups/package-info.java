/** The resource {@code groups}: groups of contacts, with members of their own or found by a query. */
@NullMarked
package io.jukwaa.resources.groups;

import org.jspecify.annotations.NullMarked;
