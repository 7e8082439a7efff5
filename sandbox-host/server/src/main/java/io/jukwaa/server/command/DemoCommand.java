package io.jukwaa.server.command;

import io.jukwaa.resource.App;
import io.jukwaa.server.Host;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.Stores;
import io.jukwaa.server.demo.Conversation;
import io.jukwaa.server.demo.DemoText;
import io.jukwaa.server.deployment.Deployment;
import io.jukwaa.server.deployment.Fixtures;
import io.jukwaa.server.deployment.SingleApp;
import io.jukwaa.server.deployment.TextFile;
import io.jukwaa.server.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa demo}: an example app on a store in {@code ./data}, and what to type to talk to it. */
@Command(name = "demo", description = "Runs an example app and prints a whole conversation to hold with it.", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final String EXAMPLE = "clinic-line";
  private static final Fixtures NOTHING = new Fixtures(List.of(), List.of(), Map.of(), List.of());

  @Spec
  private @Nullable CommandSpec spec;

  @Mixin
  private ListenOptions listen = new ListenOptions();

  @Override
  public Integer call() {
    Developing developing = Developing.of(listen).keeping();
    Settings settings = developing.settings();
    Installation installation = Installation.present();
    installation.checkModuleSet("demo", App.STANDARD_MODULES);
    Path example = installation.example(EXAMPLE);
    Path config = example.resolve("config.json");
    Deployment deployment = new SingleApp(EXAMPLE, example.resolve("app.js"), App.STANDARD_MODULES,
        Json.object("config", TextFile.read("config", config)), Set.of())
        .deployment(settings.messages().apology(), settings.sandbox().limits().standard());
    Conversation conversation = Conversation.read(example.resolve("conversations.json")).getFirst();
    Foreground foreground = new Foreground(spec);
    return developing.run(foreground, new Developing.Setup(installation, deployment, NOTHING),
        host -> text(conversation, foreground.url(settings, host.port()), host, settings));
  }

  private static String text(Conversation conversation, String url, Host host, Settings settings) {
    String session = "demo-" + Long.toString(Host.stamp().time().getEpochSecond(), Character.MAX_RADIX);
    Conversation fresh = conversation.from(unusedPhone(host.stores(), conversation.phone()));
    return """
        Jukwaa runs the app %1$s on %2$s and keeps its data in %3$s.
        Talk to it from another terminal as a USSD gateway would (the form of Africa's Talking). Stop with Ctrl-C;
        start again, dial again from the same phone, and you are where you were.
        %4$s
        Everything it stored, logged, received and sent: curl -s %2$s/state""".formatted(EXAMPLE, url,
        settings.data().directory(), new DemoText(url + "/ussd/" + EXAMPLE, session).of(fresh));
  }

  /** A phone the app does not know yet, so that what is printed is what will be seen. */
  private static String unusedPhone(Stores stores, String first) {
    String tenant = SingleApp.TENANT;
    long number = Long.parseLong(first.substring(1));
    return IntStream.range(0, Integer.MAX_VALUE).mapToObj(next -> "+" + (number + next))
        .filter(phone -> stores.records().get(tenant, "users." + EXAMPLE + "." + phone) == null).findFirst()
        .orElse(first);
  }
}
