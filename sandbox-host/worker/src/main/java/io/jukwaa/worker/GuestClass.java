package io.jukwaa.worker;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Where objects of one Java class keep their state: byte offsets by width. {@code references} are the references that can change,
 * {@code finals} those that cannot, {@code end} is the first byte behind the last field. Engine caches and clocks that no guest
 * can observe are left out, so that they stay warm.
 */
@SuppressWarnings({"ArrayRecordComponent", "ReferenceEquality"}) // identity is what is compared, arrays are never shared
record GuestClass(Class<?> type, long[] references, long[] finals, long[] longs, long[] ints, long[] bytes, long end,
    boolean changeable) {

  private static final Set<String> LEFT_ALONE = Set.of("JSRealm.compiledRegexCache", "JSRealm.random",
      "JSRealm.nanoToZeroTimeOffset", "JSRealm.lastFuzzyTime", "JSRealm.truffleLanguageEnv", "JSRealm.contextOptions",
      "JSRealm.outputWriter", "JSRealm.errorWriter", "JSRealm.charset", "JSRealm.localTimeZoneId",
      "JSRealm.localTimeZone", "JSRealm.jsDateFormat", "JSRealm.jsDateFormatBeforeYear0",
      "JSRealm.jsDateFormatAfterYear9999", "JSRealm.jsDateFormatISO", "JSRealm.jsShortDateFormat",
      "JSRealm.jsShortDateLocalFormat", "JSRealm.jsShortTimeFormat", "JSRealm.jsShortTimeLocalFormat",
      "JSRealm.jsDateToStringFormat", "ConcurrentWeakIdentityHashMap.stale");

  static GuestClass of(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
      Arrays.stream(declaring.getDeclaredFields()).filter(GuestClass::kept).forEach(fields::add);
    }
    List<Field> constant = fields.stream().filter(field -> Modifier.isFinal(field.getModifiers())).toList();
    long end = fields.stream().mapToLong(field -> Memory.offset(field) + bytes(field.getType())).max().orElse(0);
    return new GuestClass(type, changing(fields, 0), offsets(constant, 0), changing(fields, 8), changing(fields, 4),
        changing(fields, 1), end, constant.size() < fields.size());
  }

  /** A new object with the same field values; it stands for the state, nobody calls it. */
  Object copy(Object original) {
    Object copy = Memory.allocate(type);
    for (long offset : finals) {
      Memory.putReference(copy, offset, Memory.reference(original, offset));
    }
    write(original, copy);
    return copy;
  }

  /** Makes every changing field of the target equal to the source's; answers how many were not. */
  int write(Object source, Object target) {
    int written = 0;
    for (long offset : references) {
      Object value = Memory.reference(source, offset);
      if (Memory.reference(target, offset) != value) {
        Memory.putReference(target, offset, value);
        written++;
      }
    }
    return written + writePrimitives(source, target);
  }

  private int writePrimitives(Object source, Object target) {
    int written = 0;
    for (long offset : longs) {
      if (Memory.longAt(target, offset) != Memory.longAt(source, offset)) {
        Memory.putLong(target, offset, Memory.longAt(source, offset));
        written++;
      }
    }
    for (long offset : ints) {
      if (Memory.intAt(target, offset) != Memory.intAt(source, offset)) {
        Memory.putInt(target, offset, Memory.intAt(source, offset));
        written++;
      }
    }
    for (long offset : bytes) {
      if (Memory.byteAt(target, offset) != Memory.byteAt(source, offset)) {
        Memory.putByte(target, offset, Memory.byteAt(source, offset));
        written++;
      }
    }
    return written;
  }

  private static boolean kept(Field field) {
    return !Modifier.isStatic(field.getModifiers())
        && !LEFT_ALONE.contains(field.getDeclaringClass().getSimpleName() + "." + field.getName());
  }

  /** Constant primitives are among them, so that a copy equals its original in every byte. */
  private static long[] changing(List<Field> fields, int width) {
    return offsets(fields.stream()
        .filter(field -> !Modifier.isFinal(field.getModifiers()) || field.getType().isPrimitive()).toList(), width);
  }

  private static long[] offsets(List<Field> fields, int width) {
    return fields.stream().filter(field -> width(field.getType()) == width).mapToLong(Memory::offset).sorted()
        .toArray();
  }

  /** A reference takes as much as an element of an array of references. */
  private static long bytes(Class<?> type) {
    return type.isPrimitive() ? width(type) : Memory.end(Object[].class, 1) - Memory.end(Object[].class, 0);
  }

  /** Bytes of a primitive, 0 for a reference. */
  private static int width(Class<?> type) {
    if (!type.isPrimitive()) {
      return 0;
    }
    if (type == long.class || type == double.class) {
      return 8;
    }
    if (type == int.class || type == float.class) {
      return 4;
    }
    if (type == boolean.class || type == byte.class) {
      return 1;
    }
    throw new IllegalStateException("field type: " + type + " (expected: no char or short in a guest heap)");
  }
}
