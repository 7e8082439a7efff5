package io.jukwaa.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.frame.Frame.Answer;
import io.jukwaa.frame.Frame.Budget;
import io.jukwaa.frame.Frame.Ended;
import io.jukwaa.frame.Frame.Ending;
import io.jukwaa.frame.Frame.Load;
import io.jukwaa.frame.Frame.Ready;
import io.jukwaa.frame.Frame.Rehearse;
import io.jukwaa.frame.Frame.Rehearsed;
import io.jukwaa.frame.Frame.Request;
import io.jukwaa.frame.Frame.Slow;
import io.jukwaa.frame.Frame.Start;
import io.jukwaa.frame.Frame.Stop;
import io.jukwaa.frame.Frame.Usage;
import io.jukwaa.frame.FrameReader.BadFrameException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes, a reader gives a frame, the end of the stream, or one of two exceptions. */
class FrameTest {
  private static final Usage USAGE = new Usage(1L << 40, Long.MAX_VALUE, 3, Integer.MAX_VALUE);

  static Stream<Frame> frames() {
    Stream<Frame> endings = Stream.of(Ending.values())
        .map(ending -> new Ended(Long.MIN_VALUE, ending, "message\n", "", USAGE, ending == Ending.FAILED));
    return Stream.concat(endings,
        Stream.of(new Load("app", "app.js", "var a = 'é\uD83D\uDE00\0';", Map.of("config", "{}", "", "é")),
            new Start(-1, "app", "on_inbound_message", "{}", new Budget(1, Long.MAX_VALUE, -1, 0, 2, 3)),
            new Answer(7, Integer.MIN_VALUE, "{\"a\":1}"), new Stop(8, ""),
            new Ready("GraalJS", true, "landlock,seccomp"),
            new Ready("", false, ""), new Slow(Integer.MAX_VALUE), new Rehearse(true), new Rehearse(false),
            new Rehearsed(), new Request(9, 0, "kv.get", "x".repeat(100_000))));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void readsWhatWasWritten(Frame frame) throws IOException {
    FrameReader reader = reader(written(List.of(frame)));
    assertThat(reader.read()).isEqualTo(frame);
    assertThat(reader.read()).isNull();
  }

  @Test
  void readsManyFromOneStream() throws IOException {
    List<Frame> frames = frames().toList();
    FrameReader reader = reader(written(frames));
    List<Frame> read = new ArrayList<>();
    for (Frame frame = reader.read(); frame != null; frame = reader.read()) {
      read.add(frame);
    }
    assertThat(read).isEqualTo(frames);
  }

  @Test
  void writesNothingUntilItIsFlushed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(out);
    writer.write(new Stop(1, "x"));
    assertThat(out.size()).isZero();
    writer.flush();
    writer.flush();
    assertThat(reader(out.toByteArray()).read()).isEqualTo(new Stop(1, "x"));
    assertThat(out.size()).isEqualTo(4 + 1 + 8 + 4 + 1);
  }

  @Test
  void refusesToWriteWhatNobodyWouldRead() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(out);
    Stop tooLong = new Stop(1, "x".repeat(Frame.MAX_BYTES));
    assertThatThrownBy(() -> writer.write(tooLong)).isInstanceOf(IllegalArgumentException.class);
    writer.write(new Stop(2, ""));
    writer.flush();
    assertThat(reader(out.toByteArray()).read()).isEqualTo(new Stop(2, ""));
  }

  @Test
  void carriesHalfASurrogatePairAsAQuestionMark() throws IOException {
    assertThat(reader(written(List.of(new Stop(1, "a\uD83D")))).read()).isEqualTo(new Stop(1, "a?"));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void noticesWhereverTheStreamEnds(Frame frame) throws IOException {
    byte[] whole = written(List.of(frame));
    for (int length = 1; length < Math.min(whole.length, 300); length++) {
      FrameReader cut = reader(Arrays.copyOf(whole, length));
      assertThatThrownBy(cut::read).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void refusesLengthsOutOfRange() {
    for (byte[] length : List.of(new byte[]{0, 0, 0, 0}, new byte[]{-1, -1, -1, -1}, new byte[]{0, -128, 0, 1},
        new byte[]{0x7f, -1, -1, -1})) {
      assertThatThrownBy(() -> reader(length).read()).isInstanceOf(BadFrameException.class);
    }
  }

  @Test
  void survivesAnyBytes() {
    Random random = new Random(20110921);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      if (bytes.length > 5 && random.nextBoolean()) {
        bytes[0] = bytes[1] = bytes[2] = 0;
        bytes[3] = (byte) random.nextInt(bytes.length);
        bytes[4] = (byte) (random.nextBoolean() ? 1 + random.nextInt(4) : 65 + random.nextInt(3));
      }
      readAll(bytes);
    }
  }

  @Test
  void survivesFramesWithOneByteChanged() throws IOException {
    Random random = new Random(20110921);
    List<byte[]> frames = new ArrayList<>();
    for (Frame frame : frames().filter(frame -> !(frame instanceof Request)).toList()) {
      frames.add(written(List.of(frame)));
    }
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = frames.get(random.nextInt(frames.size())).clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      readAll(bytes);
    }
  }

  private static void readAll(byte[] bytes) {
    FrameReader reader = reader(bytes);
    try {
      while (reader.read() != null) {
        assertThat(reader.hasMore()).isIn(true, false);
      }
    } catch (BadFrameException | EOFException e) {
      assertThat(e).isNotNull();
    } catch (IOException e) {
      throw new AssertionError("another exception than the two promised", e);
    }
  }

  private static byte[] written(List<Frame> frames) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(out);
    frames.forEach(writer::write);
    writer.flush();
    return out.toByteArray();
  }

  private static FrameReader reader(byte[] bytes) {
    return new FrameReader(new ByteArrayInputStream(bytes));
  }
}
