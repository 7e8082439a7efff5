package io.jukwaa.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The boundaries drawn by the folders, held over the compiled classes of every module. */
class ArchitectureTest {
  private static final Set<String> CONTRACTS = Set.of("message", "resource", "store", "frame", "confinement");

  private static final Set<String> HOST_PARTS = Set.of("sandbox", "stores", "resources", "transports",
      "local");

  /** What each part (the package below io.jukwaa) may use of ours besides itself. */
  private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
      Map.entry("message", CONTRACTS), Map.entry("resource", CONTRACTS),
      Map.entry("store", CONTRACTS), Map.entry("frame", CONTRACTS), Map.entry("confinement", Set.of()),
      Map.entry("local", Set.of()), Map.entry("worker", Set.of("frame", "confinement")),
      Map.entry("sandbox", CONTRACTS), Map.entry("stores", CONTRACTS),
      Map.entry("resources", CONTRACTS), Map.entry("transports", CONTRACTS),
      Map.entry("server", Stream.of(CONTRACTS, HOST_PARTS).flatMap(Set::stream).collect(Collectors.toSet())));

  private static final JavaClasses CLASSES = new ClassFileImporter()
      .importPaths(modules().map(ArchitectureTest::classFolder).filter(Files::exists).toList());

  @Test
  void seesTheClassesOfEveryModule() {
    assertThat(modules()).allSatisfy(module -> {
      assertThat(module.resolve("pom.xml")).exists();
      if (Files.exists(module.resolve("src/main/java"))) {
        assertThat(classFolder(module)).isNotEmptyDirectory();
      }
    });
  }

  @Test
  void keepsGraalInTheWorker() {
    noClasses().that().resideOutsideOfPackage("io.jukwaa.worker..").should().dependOnClassesThat()
        .resideInAnyPackage("org.graalvm..", "com.oracle.truffle..").check(CLASSES);
  }

  @Test
  void keepsVertxAtTheEdge() {
    noClasses().that().resideOutsideOfPackages("io.jukwaa.transports..", "io.jukwaa.server..",
        "io.jukwaa.stores.redis..", "io.jukwaa.panel..").should().dependOnClassesThat().resideInAPackage("io.vertx..")
        .check(CLASSES);
  }

  @Test
  void knowsThePartOfEveryClass() {
    assertThat(CLASSES.stream().map(ArchitectureTest::part)).isSubsetOf(ALLOWED.keySet());
  }

  @Test
  void letsArrowsPointOnlyUpwards() {
    classes().should(useOnlyWhatTheirPartMay()).check(CLASSES);
  }

  @Test
  void namesClassesByWhatTheyAre() {
    noClasses().should().haveNameMatching(".*(Impl|Manager|Util|Utils|Helper|Helpers)").check(CLASSES);
  }

  private static ArchCondition<JavaClass> useOnlyWhatTheirPartMay() {
    return new ArchCondition<>("use only what their part may") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        origin.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> !mayUse(origin, dependency.getTargetClass().getBaseComponentType()))
            .forEach(dependency -> events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
      }
    };
  }

  private static boolean mayUse(JavaClass origin, JavaClass target) {
    if (!isOurs(target)) {
      return true;
    }
    String part = part(origin);
    return part(target).equals(part) || ALLOWED.getOrDefault(part, Set.of()).contains(part(target));
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith("io.jukwaa.");
  }

  private static String part(JavaClass type) {
    return type.getPackageName().split("\\.", -1)[2];
  }

  private static Stream<Path> modules() {
    return Stream
        .of("../../resource-api", "../worker", "../sandbox", "../local-servers", "../stores", "../resources",
            "../transports", ".")
        .map(Path::of);
  }

  private static Path classFolder(Path module) {
    return module.resolve("target/classes");
  }
}
