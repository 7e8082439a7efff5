package io.jukwaa.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
  @TempDir
  private Path folder;

  @Test
  void readsAreasAndWhatIsDeployed() throws Exception {
    ConfigurationFile file = read("""
        # an installation
        server: {port: 9000}
        sandbox:
          wall-time: 20s
          compile: off
        deploy:
          tenants:
            acme: {can-manage-optouts: true}
        """);
    assertThat(file.settings()).isEqualTo(
        Map.of("server.port", "9000", "sandbox.wall-time", "20s", "sandbox.compile", "off"));
    assertThat(file.deploy().object("tenants")).containsEntry("acme", Map.of("can-manage-optouts", true));
    assertThat(file.folder()).isEqualTo(folder);
  }

  @Test
  void takesAnEmptyFile() throws Exception {
    assertThat(read("# nothing yet\n").settings()).isEmpty();
  }

  @Test
  void saysWhereItIsNotYaml() {
    assertThatThrownBy(() -> read("server:\n  port: [1\n")).hasMessageContaining("jukwaa.yaml line ")
        .hasMessageEndingWith("(expected: YAML)");
    assertThatThrownBy(() -> read("log: {level: info, level: warn}\n")).hasMessageContaining("line 1")
        .hasMessageContaining("level");
  }

  @Test
  void refusesWhatIsNoKeyWithAValue() {
    assertThatThrownBy(() -> read("server: 8080\n")).hasMessage("server: 8080 (expected: keys with their values)");
    assertThatThrownBy(() -> read("server: {port: [1]}\n")).hasMessage("server.port: [1] (expected: one value)");
    assertThatThrownBy(() -> read("server: {port: }\n")).hasMessage("server.port: missing (expected: one value)");
    assertThatThrownBy(() -> ConfigurationFile.read(folder.resolve("none.yaml"))).hasMessageStartingWith("--config: ");
  }

  private ConfigurationFile read(String yaml) throws Exception {
    return ConfigurationFile.read(Files.writeString(folder.resolve("jukwaa.yaml"), yaml));
  }
}
