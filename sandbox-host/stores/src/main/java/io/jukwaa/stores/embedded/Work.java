package io.jukwaa.stores.embedded;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Something to do with the database in one go. Runs on a thread of the database, so it must neither wait nor call a
 * store; may run twice, so it must change nothing but the database.
 */
@FunctionalInterface
interface Work<T extends @Nullable Object> {
  T run(Statements database) throws SQLException;
}
