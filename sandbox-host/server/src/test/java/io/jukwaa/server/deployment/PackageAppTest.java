package io.jukwaa.server.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageAppTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void makeAPackage() throws Exception {
    Files.writeString(folder.resolve("package.json"), "{\"name\": \"toolkit\", \"main\": \"lib/index\"}");
    Files.createDirectories(folder.resolve("examples/app"));
    Files.createDirectories(folder.resolve("lib"));
    Files.writeString(folder.resolve("lib/index.js"), "");
    Files.writeString(folder.resolve("lib/other.js"), "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"require('../../lib')", "require(\"../../lib/\")", "require( '../../lib/index' )",
      "require('../../lib/index.js')"})
  void namesThePackageTheAppLiesIn(String request) {
    assertThat(source("var a = 1;\nvar t = " + request + ";")).isEqualTo("var a = 1;\nvar t = require('toolkit');");
  }

  @ParameterizedTest
  @ValueSource(strings = {"require('../../lib/other')", "require('../lib')", "require('./lib')", "require('toolkit')",
      "require('/lib')", "require('../../../../../../../../../../..')", "require(name)"})
  void leavesWhatIsNoPackage(String request) {
    assertThat(source(request)).isEqualTo(request);
  }

  @Test
  void takesIndexJsForThePackageWithoutMain() throws Exception {
    Files.writeString(folder.resolve("package.json"), "{\"name\": \"toolkit\"}");
    Files.writeString(folder.resolve("index.js"), "");
    assertThat(source("require('../..') + require('../../lib')"))
        .isEqualTo("require('toolkit') + require('../../lib')");
  }

  private String source(String text) {
    return PackageApp.source(folder.resolve("examples/app/app.js"), text);
  }
}
