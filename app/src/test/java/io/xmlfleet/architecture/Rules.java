package io.xmlfleet.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * The directions in which this house's arrows go.
 *
 * @param root package that holds the layers; another one for planted violations
 */
record Rules(String root) {
  private static final String[] COMMON = {"message", "topic", "settings", "failure", "trace"};

  List<ArchRule> all() {
    List<ArchRule> rules = new ArrayList<>();
    rules.add(modules());
    rules.addAll(consumerDirections());
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
            "settings",
            "publish",
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
    rules.add(confined("io.javalin..", "dashboard"));
    rules.add(confined("jakarta.servlet..", "dashboard"));
    rules.add(confined("io.micrometer..", "metrics"));
    rules.add(confined("io.opentelemetry..", "trace"));
    rules.add(confined("com.sun.net.httpserver..", "metrics"));
    rules.add(slices().matching(root + ".(*)..").should().beFreeOfCycles());
    return rules;
  }

  private ArchRule modules() {
    return Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("common")
        .definedBy(packages(COMMON))
        .layer("producer")
        .definedBy(packages("source", "publish", "replay"))
        .layer("consumer")
        .definedBy(
            packages(
                "table",
                "contract",
                "xml",
                "draft",
                "mapping",
                "database",
                "ledger",
                "pipeline",
                "worker",
                "progress",
                "reconcile"))
        .layer("app")
        .definedBy(
            packages(
                "cli", "wiring", "embedded", "generate", "bench", "dashboard", "report", "metrics"))
        .whereLayer("app")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("producer")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("consumer")
        .mayOnlyBeAccessedByLayers("app");
  }

  /** Bottom up; what a package may see of the consumer's others. */
  private List<ArchRule> consumerDirections() {
    return List.of(
        sees("table"),
        sees("contract", "table"),
        sees("xml", "contract"),
        sees("draft", "contract", "xml", "table"),
        sees("mapping", "contract", "xml", "table"),
        sees("database", "table"),
        sees("ledger", "database", "table"),
        sees("pipeline", "xml", "mapping", "database", "ledger", "contract", "table"),
        sees("worker", "pipeline", "database", "ledger"),
        sees("progress"),
        sees("reconcile", "ledger", "database", "table", "progress"),
        appSees("embedded"),
        appSees("generate"),
        appSees("dashboard"),
        appSees("report"),
        appSees("metrics"),
        appSees("wiring", "embedded", "dashboard", "metrics"),
        appSees("bench", "generate", "wiring", "embedded"));
  }

  private ArchRule sees(String layer, String... below) {
    return onlySees(
        layer,
        below,
        "table",
        "contract",
        "xml",
        "draft",
        "mapping",
        "database",
        "ledger",
        "pipeline",
        "worker",
        "progress",
        "reconcile");
  }

  private ArchRule appSees(String layer, String... below) {
    return onlySees(
        layer,
        below,
        "embedded",
        "generate",
        "dashboard",
        "report",
        "metrics",
        "wiring",
        "bench",
        "cli");
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

  private String[] packages(String... names) {
    String[] packages = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      packages[i] = root + '.' + names[i] + "..";
    }
    return packages;
  }
}
