/**
 * People come and go by files: what their columns are, what a line says, what becomes of it. Start at
 * {@link io.jukwaa.server.people.lists.ContactImport}.
 */
@NullMarked
package io.jukwaa.server.people.lists;

import org.jspecify.annotations.NullMarked;
