package io.jukwaa.worker;

import java.util.Arrays;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The entries of one weak map at the time of a snapshot. Collectors change such maps on their own, so they are compared and set back by
 * their entries, not by their bits. Keys and values are held: all belong to the state that is kept.
 */
@SuppressWarnings({"ArrayRecordComponent", "ReferenceEquality"}) // identity is what is compared, arrays are never shared
record WeakEntries(WeakHashMap<Object, Object> map, Object[] keys, Object[] values) {

  static WeakEntries of(WeakHashMap<Object, Object> map) {
    Map.Entry<?, ?>[] entries = map.entrySet().toArray(Map.Entry[]::new);
    return new WeakEntries(map, Arrays.stream(entries).map(Map.Entry::getKey).toArray(),
        Arrays.stream(entries).map(Map.Entry::getValue).toArray());
  }

  /** 1 if anything had changed, else 0. */
  int restore() {
    if (unchanged()) {
      return 0;
    }
    map.clear();
    for (int i = 0; i < keys.length; i++) {
      map.put(keys[i], values[i]);
    }
    return 1;
  }

  private boolean unchanged() {
    if (map.size() != keys.length) {
      return false;
    }
    for (int i = 0; i < keys.length; i++) {
      if (map.get(keys[i]) != values[i]) {
        return false;
      }
    }
    return true;
  }
}
