package io.jukwaa.server.command;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.CannotStartException;
import io.jukwaa.server.Json;
import io.jukwaa.server.people.ContactGroups;
import io.jukwaa.server.people.PeopleJson;
import io.jukwaa.server.people.csv.CsvFile;
import io.jukwaa.server.people.lists.ContactExport;
import io.jukwaa.server.people.lists.ContactImport;
import io.jukwaa.server.people.lists.ImportListener;
import io.jukwaa.server.people.lists.ImportOptions;
import io.jukwaa.server.people.lists.ImportReport;
import io.jukwaa.server.people.privacy.PersonDeletion;
import io.jukwaa.store.GroupStore.Group;
import io.jukwaa.store.StoreException;
import io.jukwaa.transports.FormText;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks a host that runs on this machine.
 *
 * @param url of the host, without a slash at the end
 */
record RemotePeople(HttpClient client, String url, String tenant) implements PeopleWork {
  RemotePeople(String url, String tenant) {
    this(HttpClient.newHttpClient(), url, tenant);
  }

  @Override
  public ContactImport.Preview preview(CsvFile file, ImportOptions options, int lines) {
    ContactImport.Preview all = PeopleJson.preview(Json.object("answer", text(upload("preview", file, options))));
    return new ContactImport.Preview(all.format(), all.lines(), all.columns(),
        all.first().stream().limit(lines).toList());
  }

  @Override
  public ImportReport run(CsvFile file, ImportOptions options, ImportListener listener) {
    return PeopleJson.report(followed(upload("import", file, options), line -> {
      if (line.has("lines")) {
        listener.at(((Number) Objects.requireNonNull(line.value("lines"))).longValue());
      } else if (line.has("refused")) {
        listener.refused(PeopleJson.refusal(Fields.of(line.object("refused"))));
      }
      return !listener.isStopped();
    }));
  }

  @Override
  public ContactExport.Report export(ContactExport.Selection selection, Writer output, Consumer<String> misfit) {
    Map<String, String> asked = new LinkedHashMap<>();
    if (selection.group() != null) {
      asked.put("group", selection.group());
    }
    if (selection.query() != null) {
      asked.put("query", selection.query());
    }
    return PeopleJson.exported(followed(sent(request("export?" + FormText.write(asked)).GET()), line -> {
      if (line.has("csv")) {
        write(output, line.text("csv"));
      } else if (line.has("misfit")) {
        misfit.accept(line.text("misfit"));
      }
      return true;
    }));
  }

  @Override
  public Map<String, @Nullable Object> show(String address) {
    return Json.object("answer", posted("show", Map.of("address", address))).members();
  }

  @Override
  public Map<String, Long> look(String address) {
    return counts("look", Map.of("address", address));
  }

  @Override
  public Map<String, Long> delete(PersonDeletion.Wish wish) {
    return counts("delete", Map.of("address", wish.address(), "by", wish.by(), "reason", wish.reason()));
  }

  @Override
  public List<ContactGroups.Counted> groups() {
    return PeopleJson.groups(Json.object("answer", text(sent(request("groups").GET()))));
  }

  @Override
  public Group add(String name, @Nullable String query) {
    Map<String, @Nullable Object> asked = new LinkedHashMap<>();
    asked.put("name", name);
    asked.put("query", query);
    return PeopleJson.group(Json.object("answer", posted("groups", asked)));
  }

  @Override
  public void close() {
    client.close();
  }

  private Map<String, Long> counts(String what, Map<String, ? extends @Nullable Object> asked) {
    return PeopleJson.counts(Fields.of(Json.object("answer", posted(what, asked)).object("counts")));
  }

  private String posted(String what, Map<String, ? extends @Nullable Object> asked) {
    return text(sent(request(what).POST(HttpRequest.BodyPublishers.ofString(Json.text(asked)))));
  }

  private InputStream upload(String what, CsvFile file, ImportOptions options) {
    Path name = file.path().getFileName();
    try {
      return sent(request(what + "?" + FormText.write(PeopleJson.parameters(options, String.valueOf(name))))
          .header("Content-Type", "text/csv").POST(HttpRequest.BodyPublishers.ofFile(file.path())));
    } catch (FileNotFoundException e) {
      throw new InvalidFieldException("FILE", file.name(), "a file that can be read");
    }
  }

  private HttpRequest.Builder request(String what) {
    return HttpRequest.newBuilder(URI.create(url + "/people/" + tenant + "/" + what));
  }

  /** The body of an answer that is well. */
  private InputStream sent(HttpRequest.Builder request) {
    try {
      HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() == 200) {
        return answer.body();
      }
      Fields problem = Json.object("answer", text(answer.body()));
      throw new StoreException(problem.has("detail") ? problem.text("detail") : problem.text("error"), null);
    } catch (IOException e) {
      throw gone(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw gone(e);
    }
  }

  /** Reads lines until the one with the report; the receiver says whether to go on. */
  private Fields followed(InputStream body, Predicate<Fields> receiver) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        Fields line = Json.object("answer", text);
        if (line.has("error")) {
          throw new StoreException(line.text("error"), null);
        }
        if (line.has("report")) {
          return Fields.of(line.object("report"));
        }
        if (!receiver.test(line)) {
          throw new StoreException(
              "told to stop: the host ends after the lines it has begun (expected: the same command"
                  + " to do the rest)",
              null);
        }
      }
    } catch (IOException e) {
      throw gone(e);
    }
    throw gone(new IOException("its answer has no end"));
  }

  private static String text(InputStream body) {
    try (body) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CannotStartException("--url", "broken off", "a whole answer", e);
    }
  }

  private static void write(Writer output, String text) {
    try {
      output.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CannotStartException gone(Exception cause) {
    return new CannotStartException("--url", url,
        "a host that answers there (" + (cause.getMessage() == null ? "nobody listens" : cause.getMessage()) + ")",
        cause);
  }
}
