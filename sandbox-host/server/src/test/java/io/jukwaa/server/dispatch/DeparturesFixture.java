package io.jukwaa.server.dispatch;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.server.precedence.Precedence;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import io.jukwaa.transports.Transports;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Departures by the channels that a database knows, and what the outside heard of them. */
record DeparturesFixture(EmbeddedDatabase database, InstantSource clock, Precedence precedence, List<String> woken,
    List<MessageEvent> told) {
  static DeparturesFixture of(EmbeddedDatabase database, InstantSource clock) {
    return of(database, clock, new Precedence(() -> false, System::nanoTime));
  }

  static DeparturesFixture of(EmbeddedDatabase database, InstantSource clock, Precedence precedence) {
    return new DeparturesFixture(database, clock, precedence, new CopyOnWriteArrayList<>(),
        new CopyOnWriteArrayList<>());
  }

  Departures departures() {
    return new Departures(
        new Routes(database.deployments(), Transports.builtIn(), (app, endpoint) -> app.routes().get(endpoint)),
        database.outbox(),
        database.appLog(), clock, new Departures.Outward(woken::add, (_, event) -> {
          told.add(event);
          return CompletableFuture.allOf();
        }, (_, address) -> database.optOuts().find("acme", "msisdn", address) == null ? null : "opted out",
            precedence));
  }
}
