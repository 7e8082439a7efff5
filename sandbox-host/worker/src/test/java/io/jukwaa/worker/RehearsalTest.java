package io.jukwaa.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.frame.Frame.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker without a tenant rehearses a few times, and no tenant sees anything of it. */
class RehearsalTest {
  private static final int MORE_THAN_ALL = 100;

  @TempDir
  private Path folder;
  private final GuestEngine engine = new GuestEngine();
  private RealmPool pool;

  @BeforeEach
  void open() throws Exception {
    Files.writeString(folder.resolve("index.txt"), """
        module	1	emitter.js	emitter
        module	2	toolkit.js	toolkit
        global	EventEmitter	1
        entry	vumigo_v02	2
        """);
    Files.writeString(folder.resolve("emitter.js"), """
        module.exports = function () { this.on = this.emit = function () {}; };
        """);
    Files.writeString(folder.resolve("toolkit.js"), """
        var rehearsed = 0;
        exports.App = { extend: function () { return function () {}; } };
        exports.interaction_machine = {
          InteractionMachine: function (api) {
            api.on_inbound_message = function () { rehearsed++; globalThis.seen = true; api.done(); };
          }
        };
        exports.rehearsed = function () { return rehearsed; };
        """);
    pool = new RealmPool(engine, ModuleSet.read(folder), List.of("vumigo_v02"), 1);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void comesToAnEnd() {
    Rehearsal rehearsal = new Rehearsal(pool);
    int held = 0;
    while (rehearsal.hasMore() && held < MORE_THAN_ALL) {
      rehearsal.holdNext();
      held++;
      assertThat(pool.hasReady()).as("the realm can be used again").isTrue();
    }
    assertThat(held).isBetween(2, MORE_THAN_ALL - 1);
  }

  @Test
  void holdsWholeConversationsWithBothFacesOfTheToolkit() throws Exception {
    RealmPool real = new RealmPool(engine, ModuleSet.read(Path.of("target", "module-sets", "jukwaa")), List.of(), 1);
    List<Request> heard = new ArrayList<>();
    Rehearsal rehearsal = new Rehearsal(real, heard::add);
    rehearsal.holdAll();
    assertThat(heard).extracting(Request::command).doesNotContain("log.error");
    assertThat(heard).filteredOn(request -> request.command().equals("outbound.reply_to")).extracting(Request::json)
        .anyMatch(reply -> reply.contains("Question")).anyMatch(reply -> reply.contains("\"End\""))
        .anyMatch(reply -> reply.contains("Age?")).anyMatch(reply -> reply.contains("Thank you, name."));
  }

  @Test
  void leavesNothingBehind() {
    Rehearsal rehearsal = new Rehearsal(pool);
    rehearsal.holdAll();
    pool.take().begin(Source.newBuilder("js", """
        if (require('vumigo_v02').rehearsed() !== 0 || typeof seen !== 'undefined') {
          throw new Error('a tenant sees the rehearsal');
        }
        """, "app.js").buildLiteral(), Nobody.INSTANCE);
  }
}
