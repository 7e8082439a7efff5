/** Tests of files that people come and go by. */
@NullMarked
package io.jukwaa.server.people.lists;

import org.jspecify.annotations.NullMarked;
