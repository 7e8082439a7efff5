package io.jukwaa.worker;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import java.lang.reflect.Field;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * The two realms of one context: apps run in its first, the runner and its modules in a second.
 *
 * <p>Objects of both meet without a wrapper, yet what an app does to its {@code Array.prototype} does not touch the
 * modules'. The polyglot API has no second realm in a context; the engine has, and entering it from Java evaluates there
 * sources whose parsed and compiled code all contexts of the engine share.
 */
final class Realms {
  private static final Source APP = Source.newBuilder("js", "[Function, globalThis]", "jukwaa/realms.js").internal(true)
      .buildLiteral();
  private static final Field RECEIVER = receiverField();

  private final Context context;
  private final JSRealm app;
  private final JSRealm runner;
  private final Value appFunction;
  private final Value appGlobal;

  private Realms(Context context) {
    Value ofApp = context.eval(APP);
    this.context = context;
    this.appFunction = ofApp.getArrayElement(0);
    this.appGlobal = ofApp.getArrayElement(1);
    this.app = ((JSFunctionObject) unwrap(appFunction)).getRealm();
    this.runner = entered(app::createChildRealm);
  }

  /** Makes the runner's realm beside the one the context has. */
  static Realms create(Context context) {
    return new Realms(context);
  }

  /** The app realm's {@code Function}. */
  Value appFunction() {
    return appFunction;
  }

  Value appGlobal() {
    return appGlobal;
  }

  /** Evaluates in the realm of the app. */
  Value evaluateInApp(Source source) {
    return context.eval(source);
  }

  /** Evaluates in the realm of the runner. */
  Value evaluateInRunner(Source source) {
    return inRunner(() -> context.eval(source));
  }

  private Value inRunner(Supplier<Value> evaluation) {
    return entered(() -> {
      JSRealm before = app.enterRealm(null, runner);
      try {
        return evaluation.get();
      } finally {
        app.leaveRealm(null, before);
      }
    });
  }

  private <T> T entered(Supplier<T> work) {
    context.enter();
    try {
      return work.get();
    } finally {
      context.leave();
    }
  }

  /** The engine's own object behind a value. */
  static Object unwrap(Value value) {
    try {
      return RECEIVER.get(value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Field receiverField() {
    for (Class<?> type = Value.class; type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals("receiver")) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    throw new IllegalStateException("this version of GraalJS keeps its objects elsewhere: Value.receiver is gone");
  }
}
