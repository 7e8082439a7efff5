package io.jukwaa.worker;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.interop.InteropFunction;
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
 * The state of all guest-visible objects of one context at one moment, and the way back to it. Setting back is bit for bit: every
 * field of every object and every array element reachable from the realms then holds again what it held, so whatever ran in between
 * is unreachable. Code, inline caches, shapes and compiled code stay, which is what keeps the next run fast.
 *
 * <p>
 * <b>Why compiled code stays right.</b> The engine must be shared between contexts ({@code isMultiContext}; checked here): its code may then
 * depend on shapes and shape-bound assumptions but never on the identity or contents of one context's objects. For that code a context set
 * back is indistinguishable from another context of the same engine, prepared alike, that has not run yet.
 *
 * <p>
 * <b>Contract.</b> One thread; no guest frame on any stack of this context while {@link #take} or {@link #restore} runs; host objects handed to
 * guests are the host's to reset. WeakRef and FinalizationRegistry must have been removed from the realms. Needs
 * {@code --sun-misc-unsafe-memory-access=allow} and GraalJS 25.0.3 on the class path; any collector that moves objects in pauses only
 * (Serial, Parallel, G1).
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
        Object[] objects = heap.objects().toArray();
        pairs = new Object[2 * objects.length];
        bytes = new int[objects.length];
        for (int i = 0; i < objects.length; i++) {
            pairs[2 * i] = objects[i];
            pairs[2 * i + 1] = copy(objects[i]);
            bytes[i] = (int) (end(objects[i]) - FIRST_BYTE);
        }
    }

    /**
     * @param functions
     *            one function of each realm of the context; the snapshot covers what is reachable from their realms
     * @throws IllegalStateException
     *             the engine is not shared, or the heap holds something whose state cannot be set back (use a fresh context per run)
     */
    public static RealmSnapshot take(List<Value> functions) {
        List<JSRealm> realms = functions.stream().map(RealmSnapshot::realm).toList();
        if (!realms.stream().allMatch(realm -> realm.getContext().isMultiContext())) {
            throw new IllegalStateException("engine: of one context (expected: an explicit engine shared between contexts)");
        }
        return new RealmSnapshot(new GuestHeap(realms));
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
            difference |= (Memory.longAt(original, end) ^ Memory.longAt(copy, end)) << 64 - 8 * rest;
        }
        return difference != 0;
    }

    private int write(Object source, Object target) {
        if (!source.getClass().isArray()) {
            return classes.get(source.getClass()).write(source, target);
        }
        if (source instanceof Object[] references && same(references, (Object[]) target)) {
            return 0;
        }
        System.arraycopy(source, 0, target, 0, Array.getLength(source));
        return 1;
    }

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
            default -> classes.get(original.getClass()).copy(original);
        };
    }

    private long end(Object object) {
        Class<?> type = object.getClass();
        return type.isArray() ? Memory.end(type, Array.getLength(object)) : classes.get(type).end();
    }

    private static long collections() {
        long count = 0;
        for (GarbageCollectorMXBean collector : COLLECTORS) {
            count += collector.getCollectionCount();
        }
        return count;
    }

    /** The public API has no way from a value to its realm. */
    private static JSRealm realm(Value function) {
        try {
            Field receiver = Value.class.getSuperclass().getDeclaredField("receiver");
            receiver.setAccessible(true);
            Object guest = receiver.get(function);
            return (guest instanceof InteropFunction bound ? bound.getFunction() : (JSFunctionObject) guest).getRealm();
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("polyglot: of another version (expected: 25.0.3)", failure);
        }
    }
}
