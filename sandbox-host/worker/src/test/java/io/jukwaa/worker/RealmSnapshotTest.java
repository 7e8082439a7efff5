package io.jukwaa.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each script answers what it finds before it changes anything; run again after setting back it must find the same. */
class RealmSnapshotTest {

  /** Stands for toolkit modules: functions with closures, a locale, counters, a shared regex, collections. */
  private static final String MODULES = """
            var mod = (function () {
              var count = 0, locale = 'en', list = [1, 2, 3], regex = /a/g, map = new Map([['k', 1]]), set = new Set([1]);
              var weak = new WeakMap(), pending = [], key = {}, weakSet = new WeakSet([key]), mixed = [1.5, 2], cells = new Int32Array(4), tag = function (t) { return t; };
              weak.set(key, 'first');
              function* numbers() { yield 1; yield 2; yield 3; }
              var generator = numbers();
              function Item() { this.x = 1; }
              class Klass { #secret = 1; peek() { return this.#secret++; } }
              return { weakSet: weakSet, buffer: new ArrayBuffer(8), klass: Klass, instance: new Klass(), proxy: new Proxy({ a: 1 }, {}), sealedLater: { a: 1 },
                accessor: { n: 1, get v() { return this.n; }, set v(x) { this.n = x; } }, id: function () { return ++count; }, locale: function (l) { if (l) locale = l; return locale; }, list: list, regex: regex,
                map: map, set: set, weak: weak, key: key, Item: Item, mixed: mixed, cells: cells, generator: generator, frozen: Object.freeze({}),
                site: function () { return (function (t) { return t; })`x${1}y`; },
                symbolKeys: weak, parse: function (x) { return x; }, date: new Date(0), args: (function (a) { return arguments; })(1), pending: pending,
                bound: tag.bind(null, 1), promise: Promise.resolve(1), args2: function (a) { arguments[0] = 9; return a; }, lazy: function lazy() {} };
            })();
            """;

  private final Engine engine = Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
  private final Context context = Context.newBuilder("js").engine(engine).build();
  private RealmSnapshot snapshot;

  @BeforeEach
  void prepare() {
    context.eval("js", MODULES);
    snapshot = take();
  }

  @AfterEach
  void close() {
    context.close(true);
    engine.close();
  }

  private RealmSnapshot take() {
    return RealmSnapshot.take(List.of(context.eval("js", "(function () {})")));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      // globals and script scope
      "var was = typeof leak; leak = 1; was", "var was = typeof globalThis.v; var v = 1; was",
      "let l = 1; const c = 2; class K {}; l + c",
      "var was = typeof later; (0, eval)('function later() {}'); was",
      "var was = 'p' in globalThis; Object.defineProperty(globalThis, 'p', { value: 1, configurable: false }); was",
      "var was = Object.isExtensible(globalThis); Object.preventExtensions(globalThis); was",
      "var was = Object.keys(globalThis).join(); for (var i = 0; i < 3000; i++) globalThis['g' + i] = i; was",
      "Object.getOwnPropertyNames(globalThis).length + (delete globalThis.mod, delete globalThis.Map, '')",
      // intrinsics
      "var was = [].x; Array.prototype.x = 1; was", "var was = [][5]; Array.prototype[5] = 1; was",
      "var was = JSON.stringify({ a: 1 }); JSON.stringify = function () { return 'patched'; }; was",
      "var was = typeof Math.max; delete Math.max; was",
      "var was = Object.isFrozen(Object.prototype); Object.freeze(Object.prototype); was",
      "var was = typeof Date.prototype.addDays; Date.prototype.addDays = function () {}; was",
      "var was = ({}).got; Object.defineProperty(Object.prototype, 'got', { get: function () { return 7; }, configurable: true }); was",
      "var was = Object.getPrototypeOf(Array.prototype) === Object.prototype; Object.setPrototypeOf(Array.prototype, { z: 1 }); was + String([].z)",
      "var was = Error.stackTraceLimit + typeof Error.prepareStackTrace; Error.stackTraceLimit = 0; Error.prepareStackTrace = function () { return 1; }; was",
      "var was = String(RegExp.$1); /(z)/.exec('z'); was",
      "var was = [...[1, 2]].join(); Array.prototype[Symbol.iterator] = function* () { yield 9; }; was",
      "var was = Function.prototype.call.call(function () { return 1; }); Function.prototype.call = null; was",
      "var was = Object.getOwnPropertyNames(Math.max).join(); Math.max.extra = 1; delete Math.max.name; was",
      "var was = (5).half; Number.prototype.half = 2; String.prototype.half = 2; was",
      "var was = String(Promise.resolve().then); Promise.prototype.then = null; was.length",
      // module state
      "mod.id()", "var was = mod.locale(); mod.locale('fr'); was",
      "var was = mod.list.join(); mod.list.push(4); mod.list[0] = 'x'; was",
      "var was = mod.list.length; for (var i = 0; i < 100000; i++) mod.list.push(i / 2); was",
      "var was = mod.list.join(); mod.list.length = 0; mod.list[5000000] = {}; was",
      "var was = mod.mixed.join(); mod.mixed[0] = 'str'; mod.mixed.sort(); was",
      "var was = mod.map.size + [...mod.map].join(); mod.map.set('n', 1); mod.map.delete('k'); was",
      "var was = mod.map.size; mod.map.clear(); was",
      "var was = mod.set.size; for (var i = 0; i < 1000; i++) mod.set.add(i); was",
      "var was = mod.regex.lastIndex; mod.regex.test('a'); was",
      "var was = String(mod.parse(1)); mod.parse = function () { return 'patched'; }; was",
      "var was = mod.weak.get(mod.key); mod.weak.set(mod.key, 'second'); was",
      "var was = mod.weak.has(mod.parse); mod.weak.set(mod.parse, 1); was",
      "var was = mod.weak.has(Symbol.iterator); mod.weak.set(Symbol.iterator, 1); was",
      "var was = mod.weakSet.has(mod); mod.weakSet.add(mod); mod.weakSet.delete(mod.key); was + mod.weakSet.has(mod.key)",
      "mod.list.push(1); new FinalizationRegistry(function () { mod.list.push(2); }).register({}); new WeakRef(mod); mod.list.length",
      "var was = mod.buffer.byteLength; mod.buffer.transfer(64); was",
      "var was = typeof mod.klass.extra; mod.klass.extra = 1; mod.klass.prototype.get = 1; was + mod.instance.peek()",
      "var was = mod.proxy.a; mod.proxy.a = 2; was",
      "var was = eval('typeof dyn'); eval('var dyn = 1'); new Function('fresh = 1')(); was + typeof fresh",
      "var was = Intl.NumberFormat.prototype.x; Intl.NumberFormat.prototype.x = (1234.5).toLocaleString(); was",
      "try { null.x } catch (e) { var was = e.seen; Error.prototype.seen = 1; was }",
      "var was = mod.accessor.v; mod.accessor.v = 7; was",
      "var was = delete mod.sealedLater.a; Object.seal(mod.sealedLater); was",
      "var was = mod.cells[0]; mod.cells[0] = 5; was",
      "var was = mod.generator.next().value; mod.generator.next(); was",
      "var was = mod.date.getTime(); mod.date.setTime(5); was",
      "var was = mod.args[0] + '' + mod.args.length; mod.args[0] = 5; delete mod.args[0]; was",
      "var was = mod.site().seen; was",
      "var was = Object.getOwnPropertyNames(mod.lazy.prototype).join(); mod.lazy.prototype.x = 1; was",
      "var was = new mod.Item().y; mod.Item.prototype.y = 1; was",
      "var was = Object.keys(mod).length; for (var k in mod) delete mod[k]; was",
      "var was = Object.keys(mod).length; for (var i = 0; i < 2000; i++) mod['d' + i] = i; delete mod.d5; was",
      "var was = mod.pending.length; Promise.resolve().then(function () { mod.pending.push(1); }); was",
      "var was = mod.promise.x; mod.promise.x = 1; mod.promise.then(function () { mod.list.push(9); }); was + mod.list.length",
      "var was = Object.isFrozen(mod.list); Object.freeze(mod.list); was",
      "var was = mod.bound.x; mod.bound.x = 2; was",
      "var was = mod.__proto__ === Object.prototype; mod.__proto__ = null; was",
      "var was = mod.args2(1); mod.args2.caller2 = 1; was"})
  void findsNoTraceOfEarlierRuns(String script) {
    Source source = Source.newBuilder("js", script, "app.js").cached(true).buildLiteral();
    String first = answer(source);
    for (int run = 0; run < 5; run++) {
      snapshot.restore();
      assertThat(answer(source)).isEqualTo(first);
    }
    snapshot.restore();
    assertThat(snapshot.restore()).isZero();
  }

  private String answer(Source source) {
    return context.eval(source).toString();
  }

  @Test
  void dropsPromiseJobsOfAnAbortedRun() throws Exception {
    CountDownLatch[] running = new CountDownLatch[1];
    context.getBindings("js").putMember("started", (ProxyExecutable) none -> {
      running[0].countDown();
      return null;
    });
    snapshot = take();
    Source endless = Source.create("js",
        "started(); leak = 1; mod.list.push(1); Promise.resolve().then(function () { mod.id(); }); for (;;) { mod.map.set(mod.id() % 999, {}); }");
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      for (int run = 0; run < 5; run++) {
        running[0] = new CountDownLatch(1);
        Future<?> stopping = other.submit(() -> {
          running[0].await();
          context.interrupt(Duration.ofSeconds(20));
          return null;
        });
        assertThatThrownBy(() -> context.eval(endless)).isInstanceOf(PolyglotException.class);
        stopping.get();
        snapshot.restore();
        assertThat(context.eval("js", "typeof leak + mod.list.length + mod.map.size + mod.id()").asString())
            .isEqualTo("undefined311");
        snapshot.restore();
      }
    }
  }

  @Test
  void keepsCompiledCodeRightWhenValuesReturn() {
    Source read = Source.newBuilder("js",
        "(function () { var s = 0; for (var i = 0; i < 50; i++) { s += mod.limit === undefined ? 1 : mod.limit; s += ([].hidden || 0); } return s; })()",
        "read.js").cached(true).buildLiteral();
    for (int run = 0; run < 20_000; run++) {
      int kind = run % 7919 % 5;
      if (run > 3_000 && kind < 4) {
        context.eval("js",
            List.of("mod.limit = 2;", "mod.limit = 'a'; delete mod.limit; mod.limit = 3;",
                "Array.prototype.hidden = 4;",
                "Object.prototype.hidden = " + run + "; mod.limit = " + run).get(kind));
        assertThat(context.eval(read).asInt()).isEqualTo(List.of(100, 150, 250, 100 * run).get(kind));
      } else {
        assertThat(context.eval(read).asInt()).isEqualTo(50);
      }
      snapshot.restore();
    }
  }

  @Test
  void leavesTheHeapAtItsSize() {
    Source app = Source.newBuilder("js",
        "held = []; for (var i = 0; i < 200; i++) { mod.list.push({ i: i }); held.push(new Array(50)); mod.map.set({}, i); } held.length",
        "app.js")
        .cached(true).buildLiteral();
    List<Long> used = new ArrayList<>();
    for (int run = 0; run < 10_000; run++) {
      context.eval(app);
      snapshot.restore();
      if (run % 3000 == 2999) {
        System.gc();
        used.add(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
      }
    }
    assertThat(used.getLast() - used.getFirst()).isLessThan(4L << 20);
  }

  @Test
  void coversASecondRealm() {
    JSRealm main = ((InteropFunctionPeek) () -> context.eval("js", "(function () {})")).realm();
    context.enter();
    JSRealm second = main.createChildRealm();
    context.leave();
    Value global = context.asValue(second.getGlobalObject());
    context.eval("js", "(function (g) { g.mod = mod; })").execute(global);
    snapshot = RealmSnapshot.take(List.of(context.eval("js", "(function () {})"), global.getMember("Object")));
    Source app = Source
        .newBuilder("js",
            "var was = typeof leak + typeof [].x + mod.list.x; const once = 1; leak = 1; Array.prototype.x = 1; was",
            "app.js")
        .cached(true).buildLiteral();
    for (int run = 0; run < 3; run++) {
      context.enter();
      JSRealm previous = main.enterRealm(null, second);
      try {
        assertThat(context.eval(app).asString()).isEqualTo("undefinedundefinedundefined");
      } finally {
        main.leaveRealm(null, previous);
        context.leave();
      }
      assertThat(context.eval("js", "String([].x)").asString()).isEqualTo("undefined");
      snapshot.restore();
    }
  }

  @Test
  void refusesAnEngineOfOneContext() {
    try (Context alone = Context.create("js")) {
      assertThatThrownBy(() -> RealmSnapshot.take(List.of(alone.eval("js", "(function () {})"))))
          .hasMessageContaining("engine:");
    }
  }

  @Test
  void refusesStateItCannotSetBack() {
    context.eval("js", "var weak = new WeakRef(mod)");
    assertThatThrownBy(this::take).isInstanceOf(IllegalStateException.class).hasMessageContaining("guest heap:");
  }

  @Test
  void coversWhatOnlyTheHostHolds() {
    Value counter = context.eval("js", "(function () { var n = 0; return function () { return ++n; }; })()");
    snapshot = RealmSnapshot.take(List.of(counter));
    assertThat(counter.execute().asInt()).isOne();
    snapshot.restore();
    assertThat(counter.execute().asInt()).isOne();
  }

  /** A guest function's realm, for tests. */
  private interface InteropFunctionPeek {
    Value function();

    default JSRealm realm() {
      try {
        var receiver = Value.class.getSuperclass().getDeclaredField("receiver");
        receiver.setAccessible(true);
        return ((JSFunctionObject) receiver.get(function())).getRealm();
      } catch (ReflectiveOperationException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }
}
