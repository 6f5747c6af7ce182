package io.xmlfleet.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/**
 * The directions in which this house's arrows go.
 *
 * @param root package that holds the layers; another one for planted violations
 */
record Rules(String root) {
  List<ArchRule> all() {
    List<ArchRule> rules = new ArrayList<>();
    rules.addAll(modules());
    rules.addAll(directions());
    // What differs between databases knows nobody who uses it, and no dialect knows another.
    rules.add(knowsNot(".database.dialect..", ".database", ".database.schema.."));
    rules.add(knowsNot(".database.dialect", ".database.dialect.*.."));
    rules.add(knowsNot(".database", ".database.schema.."));
    rules.add(
        slices()
            .matching(root + ".database.dialect.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true));
    rules.add(confined("javax.xml.stream..", "xml", "source.split"));
    rules.add(confined("org.codehaus.stax2..", "xml", "source.split"));
    rules.add(confined("com.fasterxml.aalto..", "xml", "source.split"));
    rules.add(confined("org.apache.commons.compress..", "source.archive"));
    rules.add(confined("com.github.luben.zstd..", "source.archive"));
    rules.add(confined("java.sql..", "database", "ledger", "embedded", "wiring", "source.table"));
    rules.add(confined("com.zaxxer.hikari..", "database"));
    rules.add(
        confined(
            "org.apache.kafka..",
            "message",
            "topic",
            "client",
            "publish",
            "letter",
            "replay",
            "source.topic",
            "worker",
            "progress",
            "reconcile",
            "metrics",
            "embedded"));
    rules.add(confined("kafka..", "embedded"));
    rules.add(confined("org.h2..", "embedded"));
    rules.add(confined("picocli..", "cli"));
    rules.add(confined("io.javalin..", "http", "dashboard", "workbench"));
    rules.add(confined("jakarta.servlet..", "http", "dashboard"));
    rules.add(confined("io.micrometer..", "metrics"));
    rules.add(confined("io.opentelemetry..", "trace"));
    rules.add(confined("com.sun.net.httpserver..", "metrics"));
    // What an installation may be without: a command is looked through wherever commands are
    // listed.
    rules.add(
        noClasses()
            .that()
            .resideInAnyPackage(packages("cli"))
            .and()
            .haveSimpleNameEndingWith("Command")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages("embedded", "dashboard", "workbench"))
            .allowEmptyShould(true));
    rules.add(slices().matching(root + ".(*)..").should().beFreeOfCycles());
    rules.add(slices().matching(root + ".(**)").should().beFreeOfCycles());
    return rules;
  }

  /** Each module, bottom up, with its packages; Maven already holds most of these arrows. */
  private enum Module {
    COMMON("item", "failure", "settings", "text"),
    MESSAGING("message", "topic", "client", "trace"),
    ENGINE("table", "contract", "xml", "mapping"),
    AUTHORING("draft", "migrate"),
    DATABASE("database", "ledger"),
    PRODUCER("source", "publish", "letter", "replay"),
    CONSUMER("pipeline", "worker"),
    AGGREGATOR("notice", "progress", "reconcile"),
    EMBEDDED("embedded"),
    DASHBOARD("http", "dashboard", "workbench"),
    APP("generate", "report", "metrics", "process", "logging", "wiring", "bench", "cli");

    @SuppressWarnings("ImmutableEnumChecker") // a copy that cannot change
    private final List<String> packages;

    Module(String... packages) {
      this.packages = List.of(packages);
    }

    private String[] names() {
      return packages.toArray(String[]::new);
    }
  }

  private List<ArchRule> modules() {
    return List.of(
        modulesSeen(Module.COMMON),
        modulesSeen(Module.MESSAGING, Module.COMMON),
        modulesSeen(Module.ENGINE, Module.COMMON),
        modulesSeen(Module.AUTHORING, Module.COMMON, Module.ENGINE),
        modulesSeen(Module.DATABASE, Module.COMMON, Module.MESSAGING, Module.ENGINE),
        modulesSeen(
            Module.PRODUCER, Module.COMMON, Module.MESSAGING, Module.ENGINE, Module.DATABASE),
        modulesSeen(
            Module.CONSUMER, Module.COMMON, Module.MESSAGING, Module.ENGINE, Module.DATABASE),
        modulesSeen(
            Module.AGGREGATOR, Module.COMMON, Module.MESSAGING, Module.ENGINE, Module.DATABASE),
        modulesSeen(Module.EMBEDDED, Module.COMMON, Module.DATABASE),
        modulesSeen(
            Module.DASHBOARD,
            Module.COMMON,
            Module.MESSAGING,
            Module.ENGINE,
            Module.AUTHORING,
            Module.DATABASE,
            Module.PRODUCER));
  }

  private ArchRule modulesSeen(Module module, Module... below) {
    List<String> hidden = new ArrayList<>();
    for (Module other : Module.values()) {
      if (other != module && !List.of(below).contains(other)) {
        hidden.addAll(other.packages);
      }
    }
    return noClasses()
        .that()
        .resideInAnyPackage(packages(module.names()))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(hidden.toArray(String[]::new)))
        .allowEmptyShould(true);
  }

  /** Within a module, bottom up; what a package may see of the module's others. */
  private List<ArchRule> directions() {
    return List.of(
        sees(Module.ENGINE, "table"),
        sees(Module.ENGINE, "contract", "table"),
        sees(Module.ENGINE, "xml", "contract"),
        sees(Module.ENGINE, "mapping", "contract", "xml", "table"),
        sees(Module.DATABASE, "database"),
        sees(Module.PRODUCER, "source"),
        sees(Module.PRODUCER, "letter", "publish"),
        sees(Module.CONSUMER, "pipeline"),
        // Documents are the pipeline's affair.
        onlySees("worker", new String[0], Module.ENGINE.names()),
        sees(Module.AGGREGATOR, "notice"),
        sees(Module.AGGREGATOR, "progress", "notice"),
        sees(Module.DASHBOARD, "http"),
        sees(Module.DASHBOARD, "dashboard", "http"),
        sees(Module.DASHBOARD, "workbench", "http"),
        // What contracts say, and what databases have, is the workbench's affair.
        onlySees("dashboard", new String[0], Module.ENGINE.names()),
        onlySees("dashboard", new String[0], Module.DATABASE.names()),
        sees(Module.APP, "generate"),
        sees(Module.APP, "report"),
        sees(Module.APP, "metrics"),
        sees(Module.APP, "process"),
        sees(Module.APP, "logging", "process"),
        sees(Module.APP, "wiring", "process", "metrics"),
        sees(Module.APP, "bench", "generate", "report", "wiring", "process"));
  }

  private ArchRule sees(Module module, String layer, String... below) {
    return onlySees(layer, below, module.names());
  }

  private ArchRule onlySees(String layer, String[] below, String... all) {
    List<String> others = new ArrayList<>(List.of(all));
    others.remove(layer);
    others.removeAll(List.of(below));
    return noClasses()
        .that()
        .resideInAnyPackage(packages(layer))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(others.toArray(String[]::new)))
        .allowEmptyShould(true);
  }

  private ArchRule knowsNot(String lower, String... upper) {
    return noClasses()
        .that()
        .resideInAPackage(root + lower)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(List.of(upper).stream().map(root::concat).toArray(String[]::new))
        .allowEmptyShould(true);
  }

  private ArchRule confined(String library, String... users) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages(users))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .allowEmptyShould(true);
  }

  /** Every package says what its nulls mean. */
  static ArchRule nullMarked() {
    return ArchRuleDefinition.classes()
        .should(
            new ArchCondition<JavaClass>("live in a @NullMarked package") {
              @Override
              public void check(JavaClass checked, ConditionEvents events) {
                JavaPackage home = checked.getPackage();
                events.add(
                    new SimpleConditionEvent(
                        checked,
                        home.isAnnotatedWith(NullMarked.class),
                        checked.getName() + " lives in " + home.getName()));
              }
            });
  }

  private static final Set<String> TELLS_THE_TIME = Set.of("instant", "millis", "now");
  private static final Set<String> CALCULATES =
      Set.of("between", "isBefore", "isAfter", "plus", "plusSeconds", "plusMillis", "until");

  /**
   * Who asks for the time of day calculates no durations with it: somebody may set the clock
   * meanwhile. For that there is a stopwatch.
   *
   * @param exceptions simple names of classes that compare time stamps, which are what they are
   */
  static ArchRule timeOfDayIsNoStopwatch(Set<String> exceptions) {
    return ArchRuleDefinition.classes()
        .should(
            new ArchCondition<JavaClass>("measure time by a stopwatch") {
              @Override
              public void check(JavaClass checked, ConditionEvents events) {
                boolean asks =
                    calls(checked, TELLS_THE_TIME, "java.time.Clock", "java.time.Instant")
                        || calls(checked, Set.of("currentTimeMillis"), "java.lang.System");
                boolean calculates =
                    calls(checked, CALCULATES, "java.time.Instant", "java.time.Duration")
                        || calls(checked, Set.of("millis"), "java.time.Clock");
                events.add(
                    new SimpleConditionEvent(
                        checked,
                        !asks || !calculates || exceptions.contains(checked.getSimpleName()),
                        checked.getName() + " calculates with the time of day"));
              }
            });
  }

  private static boolean calls(JavaClass checked, Set<String> methods, String... owners) {
    return checked.getMethodCallsFromSelf().stream()
        .anyMatch(
            call ->
                methods.contains(call.getName())
                    && List.of(owners).contains(call.getTargetOwner().getName()));
  }

  /**
   * The packages with more classes than one can overlook, nested ones apart.
   *
   * @param most classes that are fine
   */
  static Map<String, Long> crowded(JavaClasses classes, long most) {
    Map<String, Long> sizes =
        classes.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(each -> !each.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    sizes.values().removeIf(size -> size <= most);
    return sizes;
  }

  private String[] packages(String... names) {
    String[] packages = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      packages[i] = root + '.' + names[i] + "..";
    }
    return packages;
  }
}
