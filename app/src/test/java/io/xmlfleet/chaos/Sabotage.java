package io.xmlfleet.chaos;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Faults of ours, planted on purpose to see that the chaos test finds them: a change to the
 * product's source, compiled for the fleet's processes alone.
 */
enum Sabotage {
  /** What is polled is committed before anything has been done about it. */
  OFFSETS_BEFORE_LEDGER(
      "consumer/src/main/java/io/xmlfleet/worker/Worker.java",
      Map.of(
          "observe();\n    List<PreparedItem>",
          "observe(); parts.delivery().begin(java.util.List.of(), batch);\n    List<PreparedItem>")),
  /** The ledger's entries are there before the rows are. */
  LEDGER_OUTSIDE_OF_TRANSACTION(
      "consumer/src/main/java/io/xmlfleet/pipeline/LoadAttempt.java",
      Map.of(
          "step = LoadStep.WRITE;",
          """
          try {
            transaction.connection().commit();
          } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
          }
          step = LoadStep.WRITE;
          """)),
  /** A document that ends whatever process tries it, as one that memory does not hold does. */
  DEADLY_DOCUMENT(
      "consumer/src/main/java/io/xmlfleet/pipeline/Preparer.java",
      Map.of(
          "memory.use(COPIES * received.work().bytes());",
          """
          if (received.work().recordId().endsWith("deadly.xml")) {
            Runtime.getRuntime().halt(137);
          }
          """)),
  /** An outcome that comes twice counts twice. */
  COUNTING_AGGREGATOR(
      "aggregator/src/main/java/io/xmlfleet/progress/ItemSets.java",
      Map.of(
          "if (succeeded(sequence)) {\n      return ItemChange.NONE;\n    }",
          "",
          "(already ? alreadyLoaded : loaded).add(sequence);",
          "(already ? alreadyLoaded : loaded)\n        .add(sequence + 1_000_000L"
              + " * (already ? alreadyLoaded : loaded).size());"));

  private static final Path SOURCES = Path.of("..");

  private final String file;

  @SuppressWarnings("ImmutableEnumChecker") // Map.of gives one that cannot change
  private final Map<String, String> changes;

  Sabotage(String file, Map<String, String> changes) {
    this.file = file;
    this.changes = changes;
  }

  /** Compiles the changed class into a folder that goes before the product's on a class path. */
  Path compile(Path folder, String classPath) throws IOException {
    Path source = SOURCES.resolve(file);
    String text = Files.readString(source);
    for (Map.Entry<String, String> change : changes.entrySet()) {
      String sound = change.getKey();
      if (text.indexOf(sound) < 0 || text.indexOf(sound) != text.lastIndexOf(sound)) {
        throw new AssertionError(this + " no longer fits " + source);
      }
      text = text.replace(sound, change.getValue());
    }
    Path changed =
        Files.createDirectories(folder.resolve("sabotage")).resolve(source.getFileName());
    Files.writeString(changed, text);
    Path classes = Files.createDirectories(folder.resolve("sabotaged"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter output = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjects(changed);
      boolean compiled =
          compiler
              .getTask(
                  output,
                  files,
                  null,
                  List.of("-proc:none", "-cp", classPath, "-d", classes.toString()),
                  null,
                  units)
              .call();
      if (!compiled) {
        throw new AssertionError(this + " does not compile: " + output);
      }
    }
    return classes;
  }
}
