package io.jukwaa.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs ask for is there sooner for the next ones, and nothing else of a run is. */
class RealmPoolTest {
  private static final String INDEX = """
      module	1	emitter.js	emitter
      module	2	counter.js	counter
      module	3	broken.js	broken
      global	EventEmitter	1
      entry	counter	2
      entry	broken	3
      """;

  @TempDir
  private Path folder;
  private final GuestEngine engine = new GuestEngine();
  private RealmPool pool;

  @BeforeEach
  void open() throws Exception {
    Files.writeString(folder.resolve("index.txt"), INDEX);
    Files.writeString(folder.resolve("emitter.js"), "module.exports = function () { this.on = function () {}; };");
    Files.writeString(folder.resolve("counter.js"), "var count = 0; module.exports = function () { return ++count; };");
    Files.writeString(folder.resolve("broken.js"), "throw new Error('broken');");
    pool = new RealmPool(engine, ModuleSet.read(folder), List.of(), 1);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void run(String script) {
    GuestRealm realm = pool.take();
    begin(realm, script);
    pool.giveBack(realm);
  }

  private static void begin(GuestRealm realm, String script) {
    realm.begin(Source.newBuilder("js", script, "app.js").buildLiteral(), Nobody.INSTANCE);
  }

  @Test
  void preloadsWhatARunAskedFor() {
    run("var unused;");
    assertThat(pool.take().hasPreloaded(List.of("counter"))).isFalse();
    run("require('counter'); require('none');");
    assertThat(pool.take().hasPreloaded(List.of("counter"))).isTrue();
    assertThat(pool.take().hasPreloaded(List.of("counter"))).isTrue();
  }

  @Test
  void leavesNothingOfTheRunThatAsked() {
    String counts = "if (require('counter')() !== 1) { throw new Error('counted before'); }";
    run(counts);
    run(counts);
    run(counts);
  }

  @Test
  void learnsNothingFromARehearsal() {
    pool.tryOut(realm -> begin(realm, "require('counter');"));
    assertThat(pool.take().hasPreloaded(List.of("counter"))).isFalse();
  }

  @Test
  void goesOnWithAModuleThatCannotBeLoaded() {
    run("try { require('broken'); } catch (error) { }");
    GuestRealm realm = pool.take();
    assertThatThrownBy(() -> begin(realm, "require('broken');"))
        .isInstanceOf(PolyglotException.class).hasMessageContaining("broken");
  }

  @Test
  void makesOutdatedRealmsReadyWhileThereIsTime() {
    run("require('counter');");
    assertThat(pool.hasReady()).isFalse();
    pool.grow();
    assertThat(pool.hasReady()).isTrue();
    assertThat(pool.take().hasPreloaded(List.of("counter"))).isTrue();
  }
}
