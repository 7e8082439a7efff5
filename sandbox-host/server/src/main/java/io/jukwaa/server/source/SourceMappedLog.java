package io.jukwaa.server.source;

import io.jukwaa.resource.App;
import io.jukwaa.store.AppLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The log of apps, with places in the files their authors wrote instead of places in the file that was built of them.
 * Thread-safe.
 */
public final class SourceMappedLog implements AppLog {
  private static final int APPS = 64;
  private static final String POSITION = ":(\\d{1,7}):(\\d{1,7})";

  private record Mapped(String script, @Nullable SourceMap map) {}

  private final AppLog log;
  /** Of those that failed last. */
  private final Map<String, Mapped> maps = new LinkedHashMap<>(APPS, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Mapped> eldest) {
      return size() > APPS;
    }
  };

  public SourceMappedLog(AppLog log) {
    this.log = log;
  }

  @Override
  public void append(App app, int level, String text) {
    log.append(app, level, level < ERROR ? text : mapped(app, text));
  }

  @Override
  public long remove(App app, Predicate<String> text) {
    return log.remove(app, text);
  }

  @Override
  public List<Line> tail(App app, int limit) {
    return log.tail(app, limit);
  }

  private String mapped(App app, String text) {
    if (!text.contains(app.name() + ":")) {
      return text;
    }
    SourceMap map = mapOf(app);
    return map == null ? text : mapped(app.name(), text, map);
  }

  private @Nullable SourceMap mapOf(App app) {
    synchronized (maps) {
      Mapped known = maps.get(app.key());
      if (known == null || !known.script().equals(app.source())) {
        known = new Mapped(app.source(), SourceMap.in(app.source()));
        maps.put(app.key(), known);
      }
      return known.map();
    }
  }

  private static String mapped(String name, String text, SourceMap map) {
    return Pattern.compile(Pattern.quote(name) + POSITION).matcher(text).replaceAll(found -> {
      SourceMap.Place origin = map.origin(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)));
      return Matcher.quoteReplacement(origin == null ? found.group() : origin.toString());
    });
  }
}
