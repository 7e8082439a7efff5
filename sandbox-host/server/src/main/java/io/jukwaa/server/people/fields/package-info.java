/** What cells and operators say, as contacts keep it. Start at {@link io.jukwaa.server.people.fields.PhoneNumbers}. */
@NullMarked
package io.jukwaa.server.people.fields;

import org.jspecify.annotations.NullMarked;
