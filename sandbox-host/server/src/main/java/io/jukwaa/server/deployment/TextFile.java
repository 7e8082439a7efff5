package io.jukwaa.server.deployment;

import io.jukwaa.message.InvalidFieldException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that settings and options name. */
public final class TextFile {
  private static final long LARGEST = 8 << 20;

  private TextFile() {}

  /**
   * The file's text, which is UTF-8 and at most 8 MiB.
   *
   * @param name what named the file: a key or an option
   * @throws InvalidFieldException if it cannot be read as such
   */
  public static String read(String name, Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new InvalidFieldException(name, file, "a file of at most 8 MiB");
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new InvalidFieldException(name, file, "a file in UTF-8");
    } catch (IOException e) {
      throw new InvalidFieldException(name, file, "a file that can be read");
    }
  }
}
