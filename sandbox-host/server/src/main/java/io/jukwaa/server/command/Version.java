package io.jukwaa.server.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version Maven wrote into our jar; {@code unknown} when run from class folders. */
final class Version implements IVersionProvider {
  private static final String POM = "/META-INF/maven/io.jukwaa/server/pom.properties";

  @Override
  public String[] getVersion() throws IOException {
    Properties pom = new Properties();
    try (InputStream file = Version.class.getResourceAsStream(POM)) {
      if (file != null) {
        pom.load(file);
      }
    }
    return new String[]{"jukwaa " + pom.getProperty("version", "unknown"), "java " + Runtime.version()};
  }
}
