package io.jukwaa.server.demo;

import io.jukwaa.server.demo.Conversation.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation as commands of curl in the form of Africa's Talking, each with what it shows.
 *
 * @param url where the channel is, for example {@code http://127.0.0.1:8080/ussd/clinic-line}
 * @param session begins the ids of the sessions; new at each start, as a gateway never uses one again
 */
public record DemoText(String url, String session) {
  private static final String CODE = "*384*100#";
  private static final String INDENT = "      ";

  /** All steps, numbered through. */
  public String of(Conversation conversation) {
    StringBuilder text = new StringBuilder();
    int number = 1;
    for (int session = 0; session < conversation.sessions().size(); session++) {
      List<String> inputs = new ArrayList<>();
      for (Step step : conversation.sessions().get(session)) {
        if (step.input() != null) {
          inputs.add(step.input());
        }
        text.append(String.format("%n%3d. %s%n", number++, title(step, session)))
            .append(INDENT).append(curl(conversation.phone(), session + 1, String.join("*", inputs))).append('\n')
            .append(shown(step));
      }
    }
    return text.toString();
  }

  private static String title(Step step, int session) {
    if (step.input() == null) {
      return session == 0 ? "dial" : "dial again";
    }
    return "answer " + step.input();
  }

  /** The inputs so far, joined: that is how the gateway sends them. */
  private String curl(String phone, int number, String text) {
    return "curl -s " + url + " -d sessionId=" + session + "-" + number + " -d networkCode=63902"
        + " --data-urlencode 'serviceCode=" + CODE + "' --data-urlencode 'phoneNumber=" + phone
        + "' --data-urlencode 'text=" + text.replace("'", "'\\''") + "'";
  }

  private static String shown(Step step) {
    return ((step.end() ? "END " : "CON ") + step.screen()).indent(INDENT.length() + 2);
  }
}
