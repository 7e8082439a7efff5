package io.jukwaa.worker;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * One context prepared for an app: the bridge stands, the modules are there to be loaded. Holds one run at a time.
 *
 * <p>Used by the guest thread only, except {@link #cancel}. Every call may throw
 * {@link org.graalvm.polyglot.PolyglotException} for what the guest threw.
 */
final class GuestRealm implements AutoCloseable {
  /** What a guest asks of the worker while it runs. Called on the guest thread. */
  interface Requests {
    /** @param number 0 if no answer is wanted */
    void request(int number, String command, String json);

    /** What the app's owner set under a key; null if nothing. */
    @Nullable
    String configured(String key);

    /** Wants {@link GuestRealm#fire} after the delay. */
    void sleep(int timer, long milliseconds);
  }

  /** Where a run stands after a call. */
  enum State {
    /** The app has called {@code done}. */
    ENDED,
    /** It has more to do at once: call {@link GuestRealm#turn}. */
    BUSY,
    /** It waits for an answer or a timer. */
    WAITING,
    /** Nothing is left that could make it go on. */
    IDLE
  }

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LARGEST_RANDOM = 65_536;

  private final Context context;
  private final Realms realms;
  private final ModuleSet modules;
  private final Lengths lengths;
  private final Value bridge;
  private final Value begin;
  private final Value deliver;
  private final Value reply;
  private final Value turn;
  private final Value fire;
  private final Value state;
  private final Value load;
  private final Set<String> asked = new HashSet<>();
  private final Set<String> preloaded = new HashSet<>();
  private Requests requests = NoRequests.INSTANCE;
  private @Nullable RealmSnapshot untouched;

  private enum NoRequests implements Requests {
    INSTANCE;

    @Override
    public void request(int number, String command, String json) {
      // Nobody runs: a module that logs while it is loaded.
    }

    @Override
    public @Nullable String configured(String key) {
      return null;
    }

    @Override
    public void sleep(int timer, long milliseconds) {
      // Nobody runs, as above.
    }
  }

  GuestRealm(GuestEngine engine, ModuleSet modules, Lengths lengths) {
    this.modules = modules;
    this.lengths = lengths;
    this.context = engine.createContext(lengths);
    this.realms = Realms.create(context);
    this.bridge = realms.evaluateInRunner(engine.bridge()).execute(proxy(this::send), proxy(this::wrapper),
        proxy(this::resolve), proxy(this::mentions), proxy(this::entropy), proxy(this::sleep), proxy(this::configured),
        realms.appGlobal());
    this.begin = bridge.getMember("begin");
    this.deliver = bridge.getMember("deliver");
    this.reply = bridge.getMember("reply");
    this.turn = bridge.getMember("turn");
    this.fire = bridge.getMember("fire");
    this.state = bridge.getMember("state");
    this.load = bridge.getMember("load");
  }

  /** What it was made for. */
  Lengths lengths() {
    return lengths;
  }

  /** Parses a module for all realms, and leaves nothing in this one. */
  void parse(int module) {
    realms.evaluateInRunner(modules.source(module));
  }

  /** Loads a module before a run asks for it; no error if the set has none of this name. */
  void preload(String name) {
    if (preloaded.add(name)) {
      load(name);
    }
  }

  /** Loads a module until the realm is set back. */
  void load(String name) {
    load.execute(name);
  }

  /** Whether each of these was preloaded. */
  boolean hasPreloaded(Collection<String> names) {
    return preloaded.containsAll(names);
  }

  /** The names of the set that have been asked for since the realm was made or set back. */
  Set<String> asked() {
    return Set.copyOf(asked);
  }

  /** From now on {@link #restore} brings the realm back to how it is now. Before any app has been in it. */
  void keep() {
    asked.clear();
    untouched = RealmSnapshot.take(List.of(bridge, realms.appGlobal(), realms.appFunction()));
  }

  /**
   * Sets everything guests can see back to how it was at {@link #keep}: globals, built-ins, modules and their inner
   * state. False if that was never called, or cannot be done.
   */
  boolean restore() {
    RealmSnapshot snapshot = untouched;
    requests = NoRequests.INSTANCE;
    asked.clear();
    if (snapshot == null) {
      return false;
    }
    snapshot.restore();
    return true;
  }

  /** Evaluates the app's script for a new run. */
  State begin(Source app, Requests receiver) {
    requests = receiver;
    begin.executeVoid();
    realms.evaluateInApp(app);
    return state();
  }

  /** Gives the app its message or event. */
  State deliver(String handler, String json) {
    deliver.executeVoid(handler, json);
    return state();
  }

  /** Gives the app the answer to one of its requests. */
  State reply(int number, String json) {
    reply.executeVoid(number, json);
    return state();
  }

  /** Does the next thing that is to be done at once. */
  State turn() {
    turn.executeVoid();
    return state();
  }

  /** A timer's time has come. */
  State fire(int timer) {
    fire.executeVoid(timer);
    return state();
  }

  /** Stops whatever runs, from any thread. The realm is of no use afterwards. */
  void cancel() {
    context.close(true);
  }

  @Override
  public void close() {
    cancel();
  }

  /** Asked by itself: what promises have waiting is done when a call is left, after the call has its result. */
  private State state() {
    return switch (state.execute().asInt()) {
      case 1 -> State.ENDED;
      case 2 -> State.BUSY;
      case 3 -> State.WAITING;
      default -> State.IDLE;
    };
  }

  private static ProxyExecutable proxy(ProxyExecutable function) {
    return function;
  }

  private Object send(Value... arguments) {
    requests.request(arguments[0].asInt(), arguments[1].asString(), arguments[2].asString());
    return true;
  }

  private Object wrapper(Value... arguments) {
    return realms.evaluateInRunner(modules.source(arguments[0].asInt()));
  }

  private Object resolve(Value... arguments) {
    int asking = arguments[0].asInt();
    String name = arguments[1].asString();
    int module = modules.resolve(asking, name);
    if (asking == ModuleSet.ENTRY && module != ModuleSet.NONE) {
      asked.add(name);
    }
    return module;
  }

  private Object mentions(Value... arguments) {
    return modules.mentions(arguments[0].asInt());
  }

  private @Nullable Object configured(Value... arguments) {
    return requests.configured(arguments[0].asString());
  }

  private Object sleep(Value... arguments) {
    requests.sleep(arguments[0].asInt(), arguments[1].asLong());
    return true;
  }

  private Object entropy(Value... arguments) {
    byte[] drawn = new byte[Math.clamp(arguments[0].asLong(), 0, LARGEST_RANDOM)];
    RANDOM.nextBytes(drawn);
    return new String(drawn, java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
