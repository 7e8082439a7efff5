package io.jukwaa.frame;

import io.jukwaa.frame.Frame.Answer;
import io.jukwaa.frame.Frame.Ended;
import io.jukwaa.frame.Frame.Load;
import io.jukwaa.frame.Frame.Ready;
import io.jukwaa.frame.Frame.Rehearse;
import io.jukwaa.frame.Frame.Rehearsed;
import io.jukwaa.frame.Frame.Request;
import io.jukwaa.frame.Frame.Slow;
import io.jukwaa.frame.Frame.Start;
import io.jukwaa.frame.Frame.Stop;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes frames. Buffers until {@link #flush}, so that what belongs together leaves in one write. One thread at a time. */
public final class FrameWriter {
  private final OutputStream out;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(8192);
  private final DataOutputStream data = new DataOutputStream(buffer);
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream(16_384);

  public FrameWriter(OutputStream out) {
    this.out = out;
  }

  /** What a worker writes before its first frame. */
  public void greet() {
    pending.writeBytes(FrameReader.GREETING);
  }

  /** @throws IllegalArgumentException if the frame is longer than {@link Frame#MAX_BYTES}; nothing of it is written */
  public void write(Frame frame) {
    buffer.reset();
    try {
      encode(frame);
      int length = buffer.size();
      if (length > Frame.MAX_BYTES) {
        throw new IllegalArgumentException("frame: " + length + " bytes (expected: <= " + Frame.MAX_BYTES + ")");
      }
      pending
          .writeBytes(new byte[]{(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length});
      buffer.writeTo(pending);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends everything written so far. */
  public void flush() throws IOException {
    if (pending.size() > 0) {
      pending.writeTo(out);
      pending.reset();
      out.flush();
    }
  }

  private void encode(Frame frame) throws IOException {
    switch (frame) {
      case Load load -> kind(FrameReader.LOAD).text(load.app()).text(load.name()).text(load.source())
          .texts(load.config());
      case Start start -> start(start);
      case Answer answer -> kind(FrameReader.ANSWER).number(answer.run()).number(answer.request()).text(answer.json());
      case Stop stop -> kind(FrameReader.STOP).number(stop.run()).text(stop.limit());
      case Ready ready -> kind(FrameReader.READY).text(ready.engine()).flag(ready.compiled()).text(ready.confinement());
      case Request request -> kind(FrameReader.REQUEST).number(request.run()).number(request.request())
          .text(request.command()).text(request.json());
      case Ended ended -> ended(ended);
      case Slow slow -> kind(FrameReader.SLOW).number(slow.thread());
      case Rehearse rehearse -> kind(FrameReader.REHEARSE).flag(rehearse.begin());
      case Rehearsed _ -> kind(FrameReader.REHEARSED);
    }
  }

  private void start(Start start) throws IOException {
    kind(FrameReader.START).number(start.run()).text(start.app()).text(start.handler()).text(start.json());
    Frame.Budget budget = start.budget();
    number(budget.cpuMillis()).number(budget.allocatedBytes()).number(budget.requests()).number(budget.outputBytes())
        .number(budget.stringLength()).number(budget.typedArrayLength());
  }

  private void ended(Ended ended) throws IOException {
    kind(FrameReader.ENDED).number(ended.run());
    text(ended.ending().name()).text(ended.message()).text(ended.stack());
    Frame.Usage usage = ended.usage();
    number(usage.cpuNanos()).number(usage.allocatedBytes()).number(usage.requests()).number(usage.outputBytes());
    flag(ended.discard());
  }

  private FrameWriter kind(int kind) throws IOException {
    data.writeByte(kind);
    return this;
  }

  private FrameWriter number(long value) throws IOException {
    data.writeLong(value);
    return this;
  }

  private FrameWriter number(int value) throws IOException {
    data.writeInt(value);
    return this;
  }

  private FrameWriter flag(boolean value) throws IOException {
    data.writeBoolean(value);
    return this;
  }

  private FrameWriter texts(Map<String, String> values) throws IOException {
    data.writeInt(values.size());
    for (Map.Entry<String, String> entry : values.entrySet()) {
      text(entry.getKey()).text(entry.getValue());
    }
    return this;
  }

  private FrameWriter text(String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    data.writeInt(bytes.length);
    data.write(bytes);
    return this;
  }
}
