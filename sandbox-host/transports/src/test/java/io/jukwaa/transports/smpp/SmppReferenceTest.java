package io.jukwaa.transports.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Receipt;
import io.jukwaa.transports.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * To write the page anew: {@code ./mvnw -pl sandbox-host/transports -am test -Dtest=SmppReferenceTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dpages.write=true}.
 */
class SmppReferenceTest {
  private static final Path PAGE = Path.of("../../docs/reference/smpp.md");
  private static final Path PROSE = Path.of("src/test/resources/pages/smpp.md");

  @Test
  void describesEverythingAsItIs() throws Exception {
    String text = Files.readString(PROSE).replace("{settings}", settings()).replace("{statuses}", statuses())
        .replace("{flavours}", flavours()).replace("{words}", words());
    if (Boolean.getBoolean("pages.write")) {
      Files.writeString(PAGE, text);
    }
    assertThat(PAGE).as("write it anew with -Dpages.write=true").hasContent(text);
  }

  private static String settings() {
    return rows(SmppSettings.SCHEMA.schema(), setting -> List.of(code(setting.name()), setting.help(),
        setting.expected(), standard(setting)));
  }

  private static String standard(Setting setting) {
    return setting.standard() == null ? "" : code(setting.standard());
  }

  private static String statuses() {
    return rows(Arrays.asList(CommandStatus.values()), status -> List.of(String.format(Locale.ROOT, "`0x%02X`",
        status.code()), code(status.name()), status.words(), meaning(status.meaning())));
  }

  private static String meaning(CommandStatus.Meaning meaning) {
    return switch (meaning) {
      case TAKEN -> "taken";
      case REFUSED -> "refused for ever";
      case FAILED -> "failed this time";
      case UNAVAILABLE -> "the channel pauses";
      case BUSY -> "the same PDU again";
    };
  }

  private static String flavours() {
    return rows(UssdFlavour.words().stream().filter(name -> !name.equals(UssdFlavour.NONE)).toList(), name -> {
      UssdFlavour flavour = Objects.requireNonNull(UssdFlavour.of(Map.of("ussd", name)));
      return List.of(code(name), code(flavour.session().name().toLowerCase(Locale.ROOT)),
          code(UssdFlavour.hex(flavour.begins())), code(UssdFlavour.hex(flavour.answers())),
          code(UssdFlavour.hex(flavour.aborts())) + (flavour.lastBitEnds() ? ", or an odd number" : ""),
          code(UssdFlavour.hex(Set.of(flavour.ask()))),
          code(UssdFlavour.hex(Set.of(flavour.end()))) + (flavour.lastBitEnds() ? ", and the number plus 1" : ""));
    });
  }

  private static String words() {
    return rows(List.of(Receipt.Status.DELIVERED, Receipt.Status.FAILED), status -> List.of(code(status.wire()),
        ReceiptReading.WORDS.entrySet().stream().filter(entry -> entry.getValue() == status).map(Map.Entry::getKey)
            .sorted().map(SmppReferenceTest::code).collect(Collectors.joining(", ")),
        ReceiptReading.STATES.entrySet().stream().filter(entry -> ReceiptReading.WORDS.get(entry.getValue()) == status)
            .map(entry -> String.valueOf(entry.getKey())).sorted().collect(Collectors.joining(", "))));
  }

  private static <T> String rows(List<T> all, java.util.function.Function<T, List<String>> cells) {
    return all.stream().map(each -> "| " + String.join(" | ", cells.apply(each)) + " |").collect(
        Collectors.joining("\n"));
  }

  private static String code(@Nullable String text) {
    return "`" + text + "`";
  }
}
