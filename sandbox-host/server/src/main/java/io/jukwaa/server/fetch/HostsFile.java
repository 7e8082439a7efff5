package io.jukwaa.server.fetch;

import io.jukwaa.message.InvalidFieldException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file in the format of hosts(5), asked before the system is: an address, then the names that lead to it; more lines
 * with one name give it more addresses. Read once.
 */
public final class HostsFile implements HostResolver {
  private final Map<String, List<InetAddress>> addresses = new LinkedHashMap<>();
  private final HostResolver otherwise;

  private HostsFile(HostResolver otherwise) {
    this.otherwise = otherwise;
  }

  /** @throws InvalidFieldException naming the setting, if the file cannot be read or a line is none */
  public static HostsFile read(String setting, Path file, HostResolver otherwise) {
    HostsFile hosts = new HostsFile(otherwise);
    try {
      for (String line : Files.readAllLines(file)) {
        String content = line.split("#", 2)[0].strip();
        if (!content.isEmpty()) {
          hosts.add(setting, content);
        }
      }
    } catch (IOException e) {
      throw new InvalidFieldException(setting, file, "a file that can be read");
    }
    return hosts;
  }

  @Override
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    List<InetAddress> known = addresses.get(host.toLowerCase(Locale.ROOT));
    return known == null ? otherwise.resolve(host) : known;
  }

  private void add(String setting, String line) {
    String[] words = line.split("\\s+", -1);
    try {
      if (words.length < 2 || !words[0].matches("[0-9a-fA-F.:]+")) {
        throw new UnknownHostException(words[0]);
      }
      InetAddress address = InetAddress.getByName(words[0]);
      for (int word = 1; word < words.length; word++) {
        addresses.computeIfAbsent(words[word].toLowerCase(Locale.ROOT), _ -> new ArrayList<>()).add(address);
      }
    } catch (UnknownHostException e) {
      throw new InvalidFieldException(setting, line, "an address and the names that lead to it");
    }
  }
}
