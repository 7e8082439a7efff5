package io.jukwaa.server.hostile;

import io.jukwaa.store.LogText;
import io.jukwaa.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a host on an embedded store has written, read beside it. Thread-safe: a connection for each question. */
record HostLog(Path data) {
  /** Lines of an app's log, from this number of lines on. */
  List<String> lines(String app, int from) {
    return texts("select text from app_log where app = ? order by line limit -1 offset " + from, app);
  }

  /** Records and messages in which a hostile program says that it got what it must not. */
  List<String> traces() {
    List<String> traces = new ArrayList<>(texts(
        "select tenant || ': ' || key from record where tenant like ? and json like '%PWNED%'", "tenant-a%"));
    traces
        .addAll(texts("select app || ': ' || json from outbound where app like ? and json like '%\"content\":\"PWNED%'",
            "h%"));
    for (String line : texts("select text from app_log where app like ?", "h%")) {
      if (!LogText.safe(line).equals(line)) {
        traces.add("a forged log line: " + line);
      }
      if (Attacker.ESCAPED.matcher(line).matches()) { // also one that was written after its phone was answered
        traces.add("a log line: " + line);
      }
    }
    return traces;
  }

  private List<String> texts(String sql, String parameter) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("jukwaa.db"));
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      List<String> texts = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    } catch (SQLException e) {
      throw new StoreException("jukwaa.db cannot be read beside the host: " + e.getMessage(), e);
    }
  }
}
