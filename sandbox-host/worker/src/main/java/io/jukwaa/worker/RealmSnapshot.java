package io.jukwaa.worker;

import static java.util.Objects.requireNonNull;

import com.oracle.truffle.js.runtime.JSRealm;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graalvm.polyglot.Value;

/**
 * The state of all guest-visible objects of one context at one moment, and the way back to it. Setting back is bit for bit: every field of
 * every object and every array element reachable from the roots holds again what it held, so whatever a run left behind is unreachable.
 * Parsed code, inline caches, shapes and compiled code stay, which is what keeps the next run fast.
 *
 * <p>
 * <b>Why compiled code stays right.</b> The engine must be shared between contexts (checked here): code of such an engine may depend on shapes
 * and on assumptions about shapes, never on the identity or contents of one context's objects. To that code a context set back is just another
 * context of the same engine, prepared alike, that has not run yet. With an engine of one context it goes wrong (folded prototype properties).
 *
 * <p>
 * <b>Contract.</b> One thread; no guest code of this context on any stack while {@link #take} or {@link #restore} runs; an aborted run is set
 * back like any other. Host objects handed to guests are the host's to reset. Clocks, random state, the engine's symbol registry and regex
 * caches are left alone. Needs {@code --sun-misc-unsafe-memory-access=allow}, GraalJS 25.0.3 on the class path and a collector that moves
 * objects in pauses only: Serial, Parallel or G1.
 */
public final class RealmSnapshot {

  private static final long FIRST_BYTE = 8; // behind the mark word; the class word is equal in original and copy
  private static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory.getGarbageCollectorMXBeans();

  private final Object[] pairs; // original, copy, original, copy …: side by side in memory after a collection
  private final int[] bytes;
  private final List<WeakEntries> weakMaps;
  private final Map<Class<?>, GuestClass> classes;

  private RealmSnapshot(GuestHeap heap) {
    classes = heap.classes();
    weakMaps = heap.weakMaps();
    Object[] objects = byAddress(heap.objects().stream().filter(this::changeable).toArray());
    pairs = new Object[2 * objects.length];
    bytes = new int[objects.length];
    for (int i = 0; i < objects.length; i++) {
      pairs[2 * i] = objects[i];
      pairs[2 * i + 1] = copy(objects[i]);
      bytes[i] = (int) (end(objects[i]) - FIRST_BYTE);
    }
  }

  /**
   * @param roots
   *            every guest value the host keeps between runs, among them a function of each realm of the context
   * @throws IllegalStateException
   *             the engine is not shared, the collector moves objects concurrently, or the heap holds something whose state cannot be set
   *             back: use a fresh context per run then
   */
  public static RealmSnapshot take(List<Value> roots) {
    List<String> moving = COLLECTORS.stream().map(GarbageCollectorMXBean::getName)
        .filter(name -> name.startsWith("ZGC") || name.startsWith("Shenandoah")).toList();
    if (!moving.isEmpty()) {
      throw new IllegalStateException("collector: " + moving + " (expected: Serial, Parallel or G1)");
    }
    GuestHeap heap = new GuestHeap(roots.stream().map(RealmSnapshot::guest).toList());
    List<JSRealm> realms = heap.objects().stream().filter(JSRealm.class::isInstance).map(JSRealm.class::cast).toList();
    if (realms.isEmpty() || realms.stream().anyMatch(realm -> !realm.getContext().isMultiContext())) {
      throw new IllegalStateException(
          "engine: of one context (expected: a function of an engine shared between contexts)");
    }
    return new RealmSnapshot(heap);
  }

  /** Objects and arrays covered. */
  public int size() {
    return bytes.length;
  }

  /** Sets everything back; answers how many fields and arrays had changed. */
  public int restore() {
    int restored = 0;
    long collections;
    do { // raw reference bits are comparable only while nothing moves
      collections = collections();
      restored += restoreOnce();
    } while (collections != collections());
    return restored;
  }

  /** What differs now, for diagnosis: class name → objects, weak maps left out. Changes nothing. */
  public Map<String, Integer> changed() {
    Map<String, Integer> changed = new TreeMap<>();
    for (int i = 0; i < bytes.length; i++) {
      if (differ(pairs[2 * i], pairs[2 * i + 1], bytes[i])) {
        changed.merge(pairs[2 * i].getClass().getSimpleName(), 1, Integer::sum);
      }
    }
    return changed;
  }

  private int restoreOnce() {
    int restored = 0;
    for (WeakEntries weakMap : weakMaps) {
      restored += weakMap.restore();
    }
    for (int i = 0; i < bytes.length; i++) {
      Object original = pairs[2 * i];
      Object copy = pairs[2 * i + 1];
      if (differ(original, copy, bytes[i])) {
        restored += write(copy, original);
      }
    }
    return restored;
  }

  /** Raw, eight bytes at a time; what pads the last eight is undefined and left out. */
  private static boolean differ(Object original, Object copy, int bytes) {
    long end = FIRST_BYTE + (bytes & ~7);
    long difference = 0;
    for (long offset = FIRST_BYTE; offset < end; offset += 8) {
      difference |= Memory.longAt(original, offset) ^ Memory.longAt(copy, offset);
    }
    int rest = bytes & 7;
    if (rest != 0) {
      difference |= (Memory.longAt(original, end) ^ Memory.longAt(copy, end)) << (64 - 8 * rest);
    }
    return difference != 0;
  }

  private int write(Object source, Object target) {
    if (!source.getClass().isArray()) {
      return classOf(source).write(source, target);
    }
    if (source instanceof Object[] references && same(references, (Object[]) target)) {
      return 0;
    }
    System.arraycopy(source, 0, target, 0, Array.getLength(source));
    return 1;
  }

  @SuppressWarnings("ReferenceEquality") // the very same objects must be there
  private static boolean same(Object[] then, Object[] now) {
    for (int i = 0; i < then.length; i++) {
      if (then[i] != now[i]) {
        return false;
      }
    }
    return true;
  }

  private Object copy(Object original) {
    return switch (original) {
      case Object[] array -> Arrays.copyOf(array, array.length);
      case int[] array -> array.clone();
      case byte[] array -> array.clone();
      case long[] array -> array.clone();
      case double[] array -> array.clone();
      default -> classOf(original).copy(original);
    };
  }

  /** In the order they lie in memory, so that comparing reads it from front to back; a collection in between only costs time. */
  private static Object[] byAddress(Object[] objects) {
    long step = Memory.end(Object[].class, 1) - Memory.end(Object[].class, 0);
    long[] keys = new long[objects.length];
    for (int i = 0; i < keys.length; i++) {
      long offset = Memory.end(Object[].class, i);
      long address = step == 4
          ? Integer.toUnsignedLong(Memory.intAt(objects, offset))
          : Memory.longAt(objects, offset) >>> 3;
      keys[i] = address << 24 | i;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToObj(key -> objects[(int) (key & 0xffffff)]).toArray();
  }

  private boolean changeable(Object object) {
    return object.getClass().isArray() ? Array.getLength(object) > 0 : classOf(object).changeable();
  }

  private GuestClass classOf(Object object) {
    return requireNonNull(classes.get(object.getClass()), "a class of the snapshot");
  }

  private long end(Object object) {
    Class<?> type = object.getClass();
    return type.isArray() ? Memory.end(type, Array.getLength(object)) : classOf(object).end();
  }

  private static long collections() {
    long count = 0;
    for (GarbageCollectorMXBean collector : COLLECTORS) {
      count += collector.getCollectionCount();
    }
    return count;
  }

  /** The object behind a value; the public API does not lead there. */
  private static Object guest(Value value) {
    try {
      Field receiver = Value.class.getSuperclass().getDeclaredField("receiver");
      receiver.setAccessible(true);
      return receiver.get(value);
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("polyglot: of another version (expected: 25.0.3)", failure);
    }
  }
}
