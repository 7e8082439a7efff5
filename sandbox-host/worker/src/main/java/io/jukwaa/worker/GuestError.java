package io.jukwaa.worker;

import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.PolyglotException.StackFrame;

/**
 * What a guest threw, as its author may read it: names and places in the guest's code, nothing of the worker.
 *
 * @param message the error's own text
 * @param stack one line a frame, {@code at name (file:line:column)}
 * @param internal whether the engine itself failed, after which the worker is not to be trusted
 */
record GuestError(String message, String stack, boolean internal) {
  private static final int FRAMES = 16;

  static GuestError of(PolyglotException thrown) {
    if (thrown.isInternalError()) {
      return new GuestError("the JavaScript engine failed", stack(thrown), true);
    }
    if (thrown.isHostException()) {
      return new GuestError("the sandbox failed", stack(thrown), true);
    }
    if (thrown.isResourceExhausted()) {
      return new GuestError("out of memory or stack", stack(thrown), true);
    }
    String message = thrown.getMessage();
    return new GuestError(message == null ? "unknown error" : message, stack(thrown), false);
  }

  private static String stack(PolyglotException thrown) {
    StringBuilder lines = new StringBuilder();
    int frames = 0;
    for (StackFrame frame : thrown.getPolyglotStackTrace()) {
      if (frame.isGuestFrame() && frame.getSourceLocation() != null
          && !frame.getSourceLocation().getSource().isInternal()
          && frames++ < FRAMES) {
        lines.append(lines.isEmpty() ? "" : "\n").append(line(frame));
      }
    }
    if (lines.isEmpty() && thrown.getSourceLocation() != null) {
      lines.append("    at ").append(place(thrown.getSourceLocation()));
    }
    return lines.toString();
  }

  private static String line(StackFrame frame) {
    String name = frame.getRootName() == null ? "" : frame.getRootName();
    return "    at " + name + " (" + place(frame.getSourceLocation()) + ")";
  }

  private static String place(org.graalvm.polyglot.SourceSection section) {
    return section.getSource().getName() + ":" + section.getStartLine() + ":" + section.getStartColumn();
  }
}
