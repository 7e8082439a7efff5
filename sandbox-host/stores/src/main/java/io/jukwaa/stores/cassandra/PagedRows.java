package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows of all pages of an answer. One thread at a time. */
final class PagedRows implements Iterator<Row> {
  private AsyncResultSet page;

  PagedRows(AsyncResultSet first) {
    page = first;
  }

  @Override
  public boolean hasNext() {
    while (page.remaining() == 0 && page.hasMorePages()) {
      page = Cql.await(page.fetchNextPage().toCompletableFuture());
    }
    return page.remaining() > 0;
  }

  @Override
  public Row next() {
    @Nullable
    Row row = hasNext() ? page.one() : null;
    if (row == null) {
      throw new NoSuchElementException("no further row");
    }
    return row;
  }
}
