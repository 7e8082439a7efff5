package io.jukwaa.server.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.Fields;
import io.jukwaa.resource.App;
import io.jukwaa.server.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingleAppTest {
  @TempDir
  private Path folder;

  @Test
  void namesTheAppAfterItsFile() throws Exception {
    App app = app("My First_App.js", Fields.EMPTY);
    assertThat(app.key()).isEqualTo("my-first_app");
    assertThat(app.config()).containsOnly(java.util.Map.entry("config", "{\"name\":\"my-first_app\"}"));
    assertThat(app.name()).isEqualTo("My First_App.js");
  }

  @Test
  void servesTextAsItIsAndAnythingElseAsJson() throws Exception {
    App app = app("a.js", Json.object("--config",
        "{\"config\": {\"name\": \"x\", \"endpoints\": {\"sms\": {}}}, \"greeting\": \"Hi\", \"n\": 1.50, \"no\": null}"));
    assertThat(app.configured("config")).isEqualTo("{\"name\":\"x\",\"endpoints\":{\"sms\":{}}}");
    assertThat(app.configured("greeting")).isEqualTo("Hi");
    assertThat(app.configured("n")).isEqualTo("1.5");
    assertThat(app.configured("no")).isEqualTo("null");
    assertThat(app.endpoints()).containsExactly("sms");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    SingleApp single = new SingleApp("none", folder.resolve("none.js"), "vumigo-0.3", Fields.EMPTY, Set.of());
    assertThatThrownBy(() -> single.deployment("Sorry", io.jukwaa.resource.Limits.DEFAULT))
        .hasMessageStartingWith("APP.js: ")
        .hasMessageEndingWith("(expected: a file that can be read)");
  }

  @ParameterizedTest
  @CsvSource({"Clinic Line,clinic-line", "a -- b,a-b", "Ünïcode,unicode", "what?!,what", "snake_case,snake_case"})
  void makesSlugsAsVumiGoDid(String name, String slug) {
    assertThat(Slug.of(name)).isEqualTo(slug);
  }

  private App app(String name, Fields config) throws Exception {
    Path file = Files.writeString(folder.resolve(name), "// app");
    return new SingleApp(SingleApp.slug(file), file, "vumigo-0.3", config, Set.of())
        .deployment("Sorry", io.jukwaa.resource.Limits.DEFAULT).apps()
        .getFirst();
  }
}
