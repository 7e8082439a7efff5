package io.jukwaa.worker;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes fields of any object by offset, as fast as plain field access. The handles are constants, so C2 compiles each
 * call down to one load or store (with the collector's barrier for references). Needs
 * {@code --sun-misc-unsafe-memory-access=allow}; {@code sun.misc.Unsafe} is looked up by name because javac warns of every mention.
 */
final class Memory {

  private static final Object UNSAFE = unsafe();
  private static final MethodHandle ALLOCATE = bound("allocateInstance", Object.class, Class.class);
  private static final MethodHandle ARRAY_BASE = bound("arrayBaseOffset", int.class, Class.class);
  private static final MethodHandle ARRAY_SCALE = bound("arrayIndexScale", int.class, Class.class);
  private static final MethodHandle OFFSET = bound("objectFieldOffset", long.class, Field.class);
  private static final MethodHandle GET_REFERENCE = bound("getObject", Object.class, Object.class, long.class);
  private static final MethodHandle PUT_REFERENCE = bound("putObject", void.class, Object.class, long.class,
      Object.class);
  private static final MethodHandle GET_LONG = bound("getLong", long.class, Object.class, long.class);
  private static final MethodHandle PUT_LONG = bound("putLong", void.class, Object.class, long.class, long.class);
  private static final MethodHandle GET_INT = bound("getInt", int.class, Object.class, long.class);
  private static final MethodHandle PUT_INT = bound("putInt", void.class, Object.class, long.class, int.class);
  private static final MethodHandle GET_BYTE = bound("getByte", byte.class, Object.class, long.class);
  private static final MethodHandle PUT_BYTE = bound("putByte", void.class, Object.class, long.class, byte.class);

  private Memory() {}

  /** Offset of an instance field; refused by the JVM for records and hidden classes. */
  static long offset(Field field) {
    try {
      return (long) OFFSET.invokeExact(field);
    } catch (Throwable failure) {
      throw rethrown(failure);
    }
  }

  /** A new instance with every field zero; no constructor runs. */
  static Object allocate(Class<?> type) {
    try {
      return (Object) ALLOCATE.invokeExact(type);
    } catch (Throwable failure) {
      throw rethrown(failure);
    }
  }

  /** First byte behind the last element. */
  static long end(Class<?> arrayType, int length) {
    try {
      return (int) ARRAY_BASE.invokeExact(arrayType) + (long) (int) ARRAY_SCALE.invokeExact(arrayType) * length;
    } catch (Throwable failure) {
      throw rethrown(failure);
    }
  }

  static @Nullable Object reference(Object holder, long offset) {
    try {
      return (Object) GET_REFERENCE.invokeExact(holder, offset);
    } catch (Throwable failure) {
      throw rethrown(failure);
    }
  }

  static void putReference(Object holder, long offset, @Nullable Object value) {
    try {
      PUT_REFERENCE.invokeExact(holder, offset, value);
    } catch (Throwable failure) {
      throw rethrown(failure);
    }
  }

  static long longAt(Object holder, long offset) {
    try {
      return (long) GET_LONG.invokeExact(holder, offset);
    } catch (Throwable failure) {
      throw rethrown(failure);
    }
  }

  static void putLong(Object holder, long offset, long value) {
    try {
      PUT_LONG.invokeExact(holder, offset, value);
    } catch (Throwable failure) {
      throw rethrown(failure);
    }
  }

  static int intAt(Object holder, long offset) {
    try {
      return (int) GET_INT.invokeExact(holder, offset);
    } catch (Throwable failure) {
      throw rethrown(failure);
    }
  }

  static void putInt(Object holder, long offset, int value) {
    try {
      PUT_INT.invokeExact(holder, offset, value);
    } catch (Throwable failure) {
      throw rethrown(failure);
    }
  }

  static byte byteAt(Object holder, long offset) {
    try {
      return (byte) GET_BYTE.invokeExact(holder, offset);
    } catch (Throwable failure) {
      throw rethrown(failure);
    }
  }

  static void putByte(Object holder, long offset, byte value) {
    try {
      PUT_BYTE.invokeExact(holder, offset, value);
    } catch (Throwable failure) {
      throw rethrown(failure);
    }
  }

  private static Object unsafe() {
    try {
      Field instance = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      return instance.get(null);
    } catch (ReflectiveOperationException failure) {
      throw new ExceptionInInitializerError(failure);
    }
  }

  private static MethodHandle bound(String name, Class<?> result, Class<?>... parameters) {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(UNSAFE.getClass(), name, MethodType.methodType(result, parameters)).bindTo(UNSAFE);
    } catch (ReflectiveOperationException failure) {
      throw new ExceptionInInitializerError(failure);
    }
  }

  private static RuntimeException rethrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
  }
}
