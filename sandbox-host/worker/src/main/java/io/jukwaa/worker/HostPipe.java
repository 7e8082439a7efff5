package io.jukwaa.worker;

import io.jukwaa.frame.Frame;
import io.jukwaa.frame.FrameReader;
import io.jukwaa.frame.FrameWriter;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * The worker's one connection: frames in on standard input, frames out on a descriptor of its own.
 *
 * <p>Frames do not leave on standard output, because the JVM itself prints there, for example when memory runs out.
 * So the pipe behind it is opened once more, and standard output is turned to where standard error goes. Whatever the
 * JVM printed before that stands in front of the greeting, which the host waits for.
 */
final class HostPipe {
  private final FrameReader reader;
  private final FrameWriter writer;

  private HostPipe(FrameReader reader, FrameWriter writer) {
    this.reader = reader;
    this.writer = writer;
  }

  static HostPipe open() throws IOException {
    OutputStream out = new FileOutputStream("/dev/fd/1");
    redirectStandardOutput();
    FrameWriter writer = new FrameWriter(out);
    writer.greet();
    writer.flush();
    return new HostPipe(new FrameReader(new FileInputStream(FileDescriptor.in)), writer);
  }

  /** The reading side, for one thread. */
  FrameReader reader() {
    return reader;
  }

  synchronized void write(Frame.ToHost frame) {
    writer.write(frame);
  }

  synchronized void flush() throws IOException {
    writer.flush();
  }

  private static void redirectStandardOutput() throws IOException {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor twoDescriptors = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
        ValueLayout.JAVA_INT);
    try {
      int moved = (int) linker.downcallHandle(linker.defaultLookup().findOrThrow("dup2"), twoDescriptors).invokeExact(2,
          1);
      if (moved != 1) {
        throw new IOException("dup2: " + moved + " (expected: 1)");
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException(e);
    }
  }
}
