package io.xmlfleet.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.xmlfleet.draft.profile.DocumentProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is drafted from documents loads all of them, and their rows say what the documents say:
 * these are put together again of columns, overflow and ordinals.
 *
 * <p>With {@code -Dxmlfleet.drafts=FOLDER} documents of a folder, too, those of one root element
 * together.
 */
class DraftKeepsEverythingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<A/>",
        "<s><c n='a'/><c n='b'><skipped/></c></s>",
        "<s><c><x/><x/><x/></c><c><x/></c><c/></s>",
        "<s><c/></s>|<s/>|<s><c><d/></c></s>|<s><c><d>1</d></c></s>",
        "<A><b>x</b></A>|<A><b/></A>|<A/>",
        "<A b='x'/>|<A b=''/>|<A/>",
        "<q><p>Do <b>not</b> go.</p><p><b>x</b><i>y</i></p><p><b>z</b></p></q>",
        "<q><p>see <a k='1'>one</a> and <a k='2'/>.</p><p/><p>none</p></q>",
        "<q><d>a b <p>there.</p><p>Starts here</p></d><d>z</d></q>",
        "<q><d>one</d></q>|<q><d><e>one</e></d></q>|<q><d/></q>",
        "<q><d><e>one</e>two<e/></d></q>|<q><d><f>3</f></d></q>",
        "<A xmlns:x='urn:x' x:id='one'/>|<A id='1'/>|<A xmlns:x='urn:x' id='2' x:id='t'/>",
        "<A xmlns:x='urn:x' xmlns:y='urn:y'><x:t>1</x:t><y:t>two</y:t></A>"
            + "|<A xmlns:z='urn:z'><z:t>three</z:t></A>|<A><t/></A>",
        "<A xmlns:x='urn:x' xmlns:y='urn:y'><x:t>1</x:t><y:t>two</y:t></A>"
            + "|<A xmlns:z='urn:z'><z:t>three</z:t></A>",
        "<A><A><A><A k=''>1</A></A></A></A>",
        "<A><l><b/></l><l/></A>|<A><l><b><c/></b></l></A>",
        "<A>1<b>2</b></A>|<A><b>3</b></A>|<A><b><c><d>1</d></c></b></A>",
      })
  void holdsForEachKindOfLoss(String documents) {
    check(List.of(documents.split("\\|")));
  }

  @Test
  void holdsBeyondTheNamesThatAnElementMayHave() {
    String names =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "<n" + i + ">1</n" + i + ">")
            .collect(Collectors.joining());
    String attributes =
        IntStream.range(0, 900).mapToObj(i -> " a" + i + "='1' ").collect(Collectors.joining());
    check(
        List.of(
            "<r><g xmlns='urn:a'>" + names + "</g></r>",
            "<r><g xmlns='urn:a'><n0 xmlns='urn:b'>a text that is long enough</n0></g></r>",
            "<r><g xmlns='urn:a'><n0>1</n0><extra/><extra>x</extra></g></r>",
            "<r><g xmlns='urn:a'><n0>1</n0></g></r>"));
    check(
        List.of(
            "<r" + attributes + "/>",
            "<r" + attributes.replace(" a", " b") + "/>",
            "<r xmlns:p='urn:p' p:a0='a text that is long enough' q='1'/>"));
  }

  @Test
  void holdsBeyondTheDepthThatIsLookedAt() {
    check(List.of("<r>" + "<e>".repeat(40) + "x<f/>" + "</e>".repeat(40) + "</r>"));
    String deep =
        IntStream.range(0, 40).mapToObj(i -> "<e" + i + ">").collect(Collectors.joining());
    String closed =
        IntStream.range(0, 40).mapToObj(i -> "</e" + (39 - i) + ">").collect(Collectors.joining());
    check(List.of("<r>" + deep + "x<f/>" + closed + "</r>", "<r/>"));
  }

  @Test
  void holdsWhereTwoTextsAreOneNumber() {
    check(List.of("<r xmlns:p='urn:p' xmlns:q='urn:q' q:m=' 7 ' p:m='007'/>"));
  }

  @Property(tries = 2_000)
  void holdsForAnyDocuments(@ForAll long seed) {
    Random random = new Random(seed);
    SomeDocuments documents = new SomeDocuments(random);
    check(IntStream.rangeClosed(0, random.nextInt(4)).mapToObj(i -> documents.next()).toList());
  }

  @Test
  void holdsForAFolder() throws IOException {
    String folder = System.getProperty("xmlfleet.drafts");
    assumeThat(folder).as("-Dxmlfleet.drafts=FOLDER").isNotNull();
    Map<String, DocumentProfile> profiles = new LinkedHashMap<>();
    Map<String, List<Path>> files = new LinkedHashMap<>();
    for (Path file : files(Path.of(String.valueOf(folder)))) {
      byte[] document = Files.readAllBytes(file);
      DocumentProfile alone = new DocumentProfile(Clock.systemUTC());
      if (DocumentTree.isWellFormed(document) && alone.add(document) == null) {
        String root = alone.roots().get(0);
        profiles.computeIfAbsent(root, any -> new DocumentProfile(Clock.systemUTC())).add(document);
        files.computeIfAbsent(root, any -> new ArrayList<>()).add(file);
      }
    }
    assertThat(profiles).isNotEmpty();
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, DocumentProfile> kind : profiles.entrySet()) {
      RowsToDocument rows = new RowsToDocument(kind.getValue().draft(null, null).text());
      for (Path file : files.getOrDefault(kind.getKey(), List.of())) {
        byte[] document = Files.readAllBytes(file);
        try {
          String difference = DocumentTree.parse(document).difference(rows.of(document), "");
          if (difference != null) {
            wrong.add(file + ": " + difference);
          }
        } catch (AssertionError e) {
          wrong.add(file + ": " + e.getMessage());
        }
      }
    }
    System.out.println(files.values().stream().mapToInt(List::size).sum() + " documents");
    assertThat(wrong).isEmpty();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void check(List<String> documents) {
    String draft = DraftFixture.draft(documents.toArray(String[]::new)).text();
    RowsToDocument rows = new RowsToDocument(draft);
    for (String document : documents) {
      byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
      DocumentTree.assertSame(
          DocumentTree.parse(bytes), rows.of(bytes), String.join("\n", documents) + "\n" + draft);
    }
  }

  /** Documents of one kind: few names, so that they meet in all ways. */
  private static final class SomeDocuments {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "p:a", "q:a", "q:b");
    private static final List<String> ATTRIBUTES = List.of("k", "l", "p:k", "q:k", "q:m", "p:m");
    private static final List<String> VALUES =
        List.of(
            "1",
            "22",
            "1.50",
            "true",
            "",
            "x",
            "some words here",
            "2026-01-31",
            " 7 ",
            "-0",
            "007",
            "10:30",
            "2026-01-31T10:00:00",
            "2026-01-31T10:00:00+02:00",
            "31.01.2026",
            "é &amp; ü",
            "\u00a0",
            "3.14159265358979",
            "v1.0");
    private final Random random;
    private final StringBuilder xml = new StringBuilder();
    private final int mixed;
    private final int deepest;
    private final int most;

    SomeDocuments(Random random) {
      this.random = random;
      this.mixed = random.nextInt(4);
      this.deepest = 1 + random.nextInt(4);
      this.most = 1 + random.nextInt(4);
    }

    String next() {
      xml.setLength(0);
      element("r", 0, " xmlns:p='urn:p' xmlns:q='urn:q'");
      return xml.toString();
    }

    private void element(String name, int depth, String more) {
      xml.append('<').append(name).append(more);
      if (random.nextInt(10) == 0 && !name.contains(":")) {
        xml.append(" xmlns='urn:x").append(random.nextInt(2)).append('\'');
      }
      for (String attribute : ATTRIBUTES) {
        if (random.nextInt(8) == 0) {
          xml.append(' ').append(attribute).append("='").append(value()).append('\'');
        }
      }
      xml.append('>');
      int children = depth < deepest && random.nextInt(3) > 0 ? random.nextInt(most + 1) : 0;
      if (children == 0 && random.nextInt(3) > 0) {
        xml.append(value());
      }
      for (int i = 0; i < children; i++) {
        text();
        element(NAMES.get(random.nextInt(NAMES.size())), depth + 1, "");
      }
      text();
      xml.append("</").append(name).append('>');
    }

    private void text() {
      if (mixed > 0 && random.nextInt(mixed * mixed * 4) == 0) {
        xml.append(random.nextBoolean() ? " " : "").append(value());
        xml.append(random.nextBoolean() ? " " : "");
      }
    }

    private String value() {
      return VALUES.get(random.nextInt(VALUES.size()));
    }
  }
}
