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
 * modules'. GraalJS makes second realms for its shell, but parses anew what is evaluated there; entering the realm from
 * Java lets it evaluate sources whose parsed and compiled code all contexts of the engine share.
 */
final class Realms {
  private static final Source CREATE = Source.newBuilder("js",
      "(function () { 'use strict'; const R = Realm; delete globalThis.Realm;"
          + " const id = R.createAllowCrossRealmAccess(); const runner = R.eval(id, 'Function');"
          + " R.eval(id, 'delete globalThis.Realm'); return [Function, runner, globalThis]; })()",
      "jukwaa/realms.js").internal(true).buildLiteral();
  private static final Field RECEIVER = receiverField();

  private final Context context;
  private final JSRealm app;
  private final JSRealm runner;
  private final Value appFunction;
  private final Value appGlobal;

  private Realms(Context context, Value created) {
    this.context = context;
    this.appFunction = created.getArrayElement(0);
    this.app = realmOf(appFunction);
    this.runner = realmOf(created.getArrayElement(1));
    this.appGlobal = created.getArrayElement(2);
  }

  /** Makes the runner's realm, and takes the means to make realms away from both. */
  static Realms create(Context context) {
    return new Realms(context, context.eval(CREATE));
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
    context.enter();
    try {
      JSRealm before = app.enterRealm(null, runner);
      try {
        return evaluation.get();
      } finally {
        app.leaveRealm(null, before);
      }
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

  private static JSRealm realmOf(Value function) {
    return ((JSFunctionObject) unwrap(function)).getRealm();
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
