package io.jukwaa.server.http;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.Tenant;
import io.jukwaa.server.Json;
import io.jukwaa.server.people.People;
import io.jukwaa.server.people.PeopleJson;
import io.jukwaa.server.people.csv.CsvFile;
import io.jukwaa.server.people.lists.ContactExport;
import io.jukwaa.server.people.lists.ImportOptions;
import io.jukwaa.server.people.privacy.PersonDeletion;
import io.jukwaa.store.StoreException;
import io.jukwaa.transports.Exchange;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.ProblemHandler;
import io.vertx.core.Future;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People for whoever is at this machine, see {@link LocalCaller}: what {@code ./jukwaa contacts} and {@code groups} ask with
 * {@code --url}. Files come whole before anything is done with them; what takes long answers with a JSON object a line.
 */
public final class PeopleRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(PeopleRoutes.class);
  private static final long LARGEST_FILE = 1L << 30;
  private static final int LARGEST_BODY = 64 * 1024;
  private static final int MOST_PREVIEWED = 100;

  private final People people;
  private final Function<String, @Nullable Tenant> tenants;

  /** @param tenants by key; may block */
  public PeopleRoutes(People people, Function<String, @Nullable Tenant> tenants) {
    this.people = people;
    this.tenants = tenants;
  }

  public void mount(Router router) {
    router.post("/people/:tenant/preview").handler(ctx -> uploaded(ctx, (file, options) -> PeopleJson.of(
        people.imports().preview(tenant(ctx), file, options, MOST_PREVIEWED))));
    router.post("/people/:tenant/import").handler(ctx -> uploaded(ctx, (file, options) -> imported(ctx, file,
        options)));
    router.get("/people/:tenant/export").handler(ctx -> answer(ctx, () -> exported(ctx)));
    router.get("/people/:tenant/groups")
        .handler(ctx -> answer(ctx, () -> PeopleJson.of(people.groups().list(tenant(ctx).key()))));
    router.post("/people/:tenant/groups").handler(ctx -> asked(ctx, asked -> PeopleJson.of(
        people.groups().add(tenant(ctx).key(), asked.text("name"), asked.textOrNull("query")))));
    router.post("/people/:tenant/show").handler(ctx -> asked(ctx, asked -> people.records().of(tenant(ctx),
        asked.text("address"))));
    router.post("/people/:tenant/look").handler(ctx -> asked(ctx, asked -> Map.of("counts",
        people.deletions().look(tenant(ctx), asked.text("address")))));
    router.post("/people/:tenant/delete").handler(ctx -> asked(ctx, asked -> Map.of("counts",
        people.deletions().delete(tenant(ctx),
            new PersonDeletion.Wish(asked.text("address"), asked.text("by"), asked.text("reason"))).counts())));
    router.route("/people/*").failureHandler(new ProblemHandler());
  }

  /** Does something with a file that came. */
  @FunctionalInterface
  private interface FileWork {
    /** @return the answer; null if it was given already */
    @Nullable
    Map<String, @Nullable Object> with(CsvFile file, ImportOptions options);
  }

  private @Nullable Map<String, @Nullable Object> imported(RoutingContext ctx, CsvFile file, ImportOptions options) {
    Tenant tenant = tenant(ctx);
    people.imports().preview(tenant, file, options, 1); // what is refused as a whole is refused before the answer begins
    JsonLines lines = new JsonLines(ctx, "application/x-ndjson");
    lines.end(() -> PeopleJson.of(people.imports().run(tenant, file, options, lines)));
    return null;
  }

  private @Nullable Map<String, @Nullable Object> exported(RoutingContext ctx) {
    Map<String, String> asked = FormText.parse(ctx.request().query());
    ContactExport.Selection selection = new ContactExport.Selection(asked.get("group"), asked.get("query"));
    Tenant tenant = tenant(ctx);
    JsonLines lines = new JsonLines(ctx, "application/x-ndjson");
    lines.end(() -> PeopleJson.of(people.exports().run(tenant, selection, lines.texts(), lines::misfit)));
    return null;
  }

  private void asked(RoutingContext ctx, Function<Fields, Map<String, @Nullable Object>> work) {
    if (LocalCaller.isAdmitted(ctx)) {
      Exchange.body(ctx.request(), LARGEST_BODY).onFailure(ctx::fail)
          .onSuccess(body -> answer(ctx, () -> work.apply(Json.object("body", body.toString()))));
    }
  }

  private void uploaded(RoutingContext ctx, FileWork work) {
    if (!LocalCaller.isAdmitted(ctx)) {
      return;
    }
    HttpServerRequest request = ctx.request();
    Map<String, String> asked = FormText.parse(request.query());
    ImportOptions options = PeopleJson.options(asked);
    String length = request.getHeader("Content-Length");
    if (length == null || length.length() > 12 || Long.parseLong(length) > LARGEST_FILE) {
      throw new InvalidFieldException("Content-Length", length, "a file of at most " + LARGEST_FILE + " bytes");
    }
    request.pause();
    FileSystem files = ctx.vertx().fileSystem();
    Future<String> file = files.createTempFile("jukwaa", ".csv", "rw-------").compose(path -> files
        .open(path, new OpenOptions().setWrite(true)).compose(request::pipeTo).map(path)
        // of a caller that went away in the middle
        .recover(failure -> files.delete(path).transform(_ -> Future.failedFuture(failure))));
    file.onFailure(ctx::fail).onSuccess(path -> answer(ctx, () -> {
      try {
        return work.with(CsvFile.of(Path.of(path), asked.getOrDefault("name", "file")), options);
      } finally {
        remove(path);
      }
    }));
  }

  private static void remove(String path) {
    try {
      Files.deleteIfExists(Path.of(path));
    } catch (IOException e) {
      LOG.warn("a file with people in it stays in the folder for temporary files: {}", e.getMessage());
    }
  }

  private static void answer(RoutingContext ctx, Callable<@Nullable Map<String, @Nullable Object>> work) {
    if (LocalCaller.isAdmitted(ctx)) {
      Exchange.blocking(ctx, work).onFailure(failure -> fail(ctx, failure)).onSuccess(json -> {
        if (json != null) {
          ctx.response().putHeader("Content-Type", "application/json").putHeader("Cache-Control", "no-store")
              .end(Json.text(json) + '\n');
        }
      });
    }
  }

  /** What a store has to say is for whoever asked: they are at this machine. */
  private static void fail(RoutingContext ctx, Throwable failure) {
    if (failure instanceof StoreException refused && !ctx.response().headWritten()) {
      ctx.response().setStatusCode(503).putHeader("Content-Type", "application/json")
          .end(Json.text(Map.of("error", String.valueOf(refused.getMessage()))) + '\n');
    } else {
      ctx.fail(failure);
    }
  }

  private Tenant tenant(RoutingContext ctx) {
    String key = Objects.requireNonNull(ctx.pathParam("tenant"));
    Tenant tenant = tenants.apply(key);
    if (tenant == null) {
      throw new InvalidFieldException("--tenant", key, "one that is deployed");
    }
    return tenant;
  }
}
