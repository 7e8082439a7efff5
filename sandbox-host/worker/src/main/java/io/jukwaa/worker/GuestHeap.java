package io.jukwaa.worker;

import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.object.Property;
import com.oracle.truffle.api.object.Shape;
import com.oracle.truffle.api.strings.AbstractTruffleString;
import com.oracle.truffle.js.runtime.JSContext;
import com.oracle.truffle.js.runtime.array.ScriptArray;
import com.oracle.truffle.js.runtime.builtins.JSFunctionData;
import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every Java object that makes up the guest heap of some realms, found by following references. The world is closed: a class is
 * known to hold guest state, or known to hold none (code, shapes, strings, engine services), or the walk refuses the heap.
 */
final class GuestHeap {

  /** An error object has its own state; the exception behind it holds only where it was made. */
  private static final List<Class<?>> STATELESS = List.of(Node.class, CallTarget.class, Shape.class, Assumption.class,
      AbstractTruffleString.class, JSContext.class, JSFunctionData.class, FrameDescriptor.class, ScriptArray.class,
      Class.class, String.class, Number.class, Boolean.class, Enum.class, Throwable.class);

  /** Prefixes; ICU objects back Intl objects, whose own state is on our side of the line. */
  private static final List<String> STATELESS_NAMES = List.of("org.graalvm.collections.Equivalence",
      "com.oracle.truffle.regex.",
      "com.oracle.truffle.polyglot.",
      "com.oracle.truffle.host.", "com.oracle.truffle.api.object.HiddenKey", "com.ibm.icu.", "java.lang.Object");

  private static final List<String> STATEFUL_NAMES = List.of("com.oracle.truffle.js.runtime.",
      "com.oracle.truffle.js.builtins.", "com.oracle.truffle.js.nodes.function.ClassElementDefinitionRecord",
      "com.oracle.truffle.js.nodes.promise.BuiltinPromiseRejectionTracker", "java.util.LinkedHashSet",
      "java.util.LinkedList",
      "com.oracle.truffle.api.impl.FrameWithoutBoxing",
      "org.graalvm.collections.EconomicMap", "java.util.HashMap", "java.util.LinkedHashMap", "java.util.ArrayList",
      "java.util.ArrayDeque", "java.util.concurrent.ConcurrentHashMap", "java.util.concurrent.ConcurrentLinkedDeque");

  private final Map<Class<?>, Boolean> stateful = new HashMap<>();
  private final Map<Class<?>, GuestClass> classes = new HashMap<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final ArrayDeque<Object> pending = new ArrayDeque<>();
  private final List<Object> objects = new ArrayList<>();
  private final List<WeakEntries> weakMaps = new ArrayList<>();

  /** @throws IllegalStateException the heap holds something whose state cannot be set back */
  GuestHeap(List<?> roots) {
    roots.forEach(this::add);
    for (Object next = pending.pollLast(); next != null; next = pending.pollLast()) {
      follow(next);
    }
  }

  /** Objects and arrays, each once, in the order a copying collector tends to lay them out. */
  List<Object> objects() {
    return objects;
  }

  List<WeakEntries> weakMaps() {
    return weakMaps;
  }

  /** Layout of any class met, arrays excepted. */
  Map<Class<?>, GuestClass> classes() {
    return classes;
  }

  private void add(@Nullable Object object) {
    if (object instanceof Shape shape) {
      addConstants(shape);
    } else if (object != null && stateful.computeIfAbsent(object.getClass(), GuestHeap::isStateful)
        && seen.add(object)) {
      pending.addLast(object);
    }
  }

  /** Values that the shape itself holds for all objects of that shape. */
  private void addConstants(Shape shape) {
    if (seen.add(shape)) {
      shape.getPropertyListInternal(true).stream().map(Property::getLocation).filter(location -> location.isConstant())
          .forEach(location -> add(location.getConstantValue()));
    }
  }

  @SuppressWarnings("unchecked") // only ever compared by identity
  private void follow(Object object) {
    if (object instanceof WeakHashMap<?, ?> map) {
      weakMaps.add(WeakEntries.of((WeakHashMap<Object, Object>) map));
      map.forEach((key, value) -> {
        add(key);
        add(value);
      });
      return;
    }
    objects.add(object);
    if (object instanceof Object[] array) {
      for (Object element : array) {
        add(element);
      }
    } else if (!object.getClass().isArray()) {
      GuestClass type = classes.computeIfAbsent(object.getClass(), GuestClass::of);
      follow(object, type.references());
      follow(object, type.finals());
    }
  }

  private void follow(Object object, long[] offsets) {
    for (long offset : offsets) {
      try {
        add(Memory.reference(object, offset));
      } catch (IllegalStateException unknown) {
        throw new IllegalStateException(unknown.getMessage() + " in " + object.getClass().getName(), unknown);
      }
    }
  }

  private static boolean isStateful(Class<?> type) {
    if (type.isArray() || type == WeakHashMap.class) {
      return true;
    }
    if (STATELESS.stream().anyMatch(known -> known.isAssignableFrom(type))
        || STATELESS_NAMES.stream().anyMatch(named(type))) {
      return false;
    }
    boolean known = STATEFUL_NAMES.stream().anyMatch(named(type));
    if (!known || type.isHidden() || type.isRecord() || Reference.class.isAssignableFrom(type)) {
      throw new IllegalStateException(
          "guest heap: " + type.getName() + " (expected: a class whose state can be set back)");
    }
    return true;
  }

  private static Predicate<String> named(Class<?> type) {
    return type.getName()::startsWith;
  }
}
