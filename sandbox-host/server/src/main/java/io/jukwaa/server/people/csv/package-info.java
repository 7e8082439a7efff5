/** Files with a line for each person: how they are written, read and made safe. Start at {@link io.jukwaa.server.people.csv.CsvFile}. */
@NullMarked
package io.jukwaa.server.people.csv;

import org.jspecify.annotations.NullMarked;
