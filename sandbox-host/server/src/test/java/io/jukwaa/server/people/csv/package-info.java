/** Tests of files with people. */
@NullMarked
package io.jukwaa.server.people.csv;

import org.jspecify.annotations.NullMarked;
