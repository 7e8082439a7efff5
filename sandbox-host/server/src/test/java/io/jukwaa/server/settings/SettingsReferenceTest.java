package io.jukwaa.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** To write the page anew: {@code ./mvnw -pl sandbox-host/server -am test -Dtest=SettingsReferenceTest -Dpages.write=true}. */
class SettingsReferenceTest {
  private static final Path PAGE = Path.of("../../docs/reference/configuration.md");

  @Test
  void describesEverySettingAsItIs() throws Exception {
    if (Boolean.getBoolean("pages.write")) {
      Files.createDirectories(PAGE.toAbsolutePath().getParent());
      Files.writeString(PAGE, ReferencePage.text());
    }
    assertThat(PAGE).as("write it anew with -Dpages.write=true").hasContent(ReferencePage.text());
  }
}
