package io.xmlfleet.source.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.ValueBinding;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.testing.DatabaseUnderTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reading a table comes to, in every database. */
abstract class TableSourceContract {
  private static final int LIMIT = 100_000;
  private static final String TEXT = "NVARCHAR(MAX)";
  private static final String BYTES = "VARBINARY(MAX)";

  private DatabaseUnderTest database;
  private String table;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger rowsToBreak = new AtomicInteger(Integer.MAX_VALUE);

  abstract DatabaseUnderTest connect();

  /** A type of XML documents, or of long texts. */
  abstract String xml();

  /** Types in the database's own words. */
  String spoken(String columns) {
    return columns;
  }

  @BeforeEach
  void open() {
    database = connect();
    table = database.newTable("xml").name();
  }

  @AfterEach
  void close() throws SQLException {
    if (database != null) { // null: there is none, and the test skips itself
      database.close();
    }
  }

  @Test
  void readsAllInTheOrderOfTheKeyWhateverTheNumberOfReaders() throws SQLException {
    create("id BIGINT NOT NULL PRIMARY KEY, doc " + TEXT);
    insert(IntStream.rangeClosed(1, 777).mapToObj(i -> 778L - i).toList(), id -> xml(id, 200));

    for (int readers : List.of(1, 4)) {
      try (TableSource source = source(selection(null, KeyRange.ALL, 0, readers))) {
        assertThat(source.total()).hasValue(777);
        List<SourceDocument> read = all(source);
        assertThat(read)
            .extracting(SourceDocument::recordId)
            .containsExactlyElementsOf(
                IntStream.rangeClosed(1, 777).mapToObj(this::recordId).toList());
        assertThat(read)
            .allSatisfy(
                document -> {
                  long id = Long.parseLong(document.recordId().replaceFirst(".*/", ""));
                  assertThat(((SourceDocument.Read) document).bytes())
                      .asString(UTF_8)
                      .isEqualTo(xml(id, 200));
                });
      }
    }
  }

  @Test
  void readsAPartByRangeConditionAndLimit() throws SQLException {
    create("id BIGINT NOT NULL PRIMARY KEY, doc " + TEXT);
    insert(IntStream.rangeClosed(1, 400).mapToObj(i -> (long) i).toList(), id -> xml(id, 1));

    assertThat(ids(selection(null, KeyRange.parse("100..103"), 0, 2)))
        .containsExactly(100L, 101L, 102L, 103L);
    assertThat(ids(selection(null, KeyRange.parse("399.."), 0, 2))).containsExactly(399L, 400L);
    assertThat(ids(selection(null, KeyRange.parse("..2"), 0, 2))).containsExactly(1L, 2L);
    assertThat(ids(selection("id % 150 = 0 -- all", KeyRange.ALL, 0, 2)))
        .containsExactly(150L, 300L);
    assertThat(ids(selection("id % 2 = 0", KeyRange.parse("100.."), 3, 2)))
        .containsExactly(100L, 102L, 104L);
    try (TableSource source = source(selection("id % 2 = 0", KeyRange.ALL, 3, 2))) {
      assertThat(source.total()).hasValue(3);
    }
    assertThatThrownBy(() -> source(selection("id < 0", KeyRange.ALL, 0, 1)))
        .isInstanceOf(UsageException.class)
        .hasMessage("nothing in " + plain() + " is selected");
    assertThatThrownBy(() -> source(selection(null, KeyRange.parse("one.."), 0, 1)))
        .isInstanceOf(UsageException.class)
        .hasMessage("the key id is a number, and one is none");
  }

  @Test
  void readsNothingThatIsKnown() throws SQLException {
    create("id BIGINT NOT NULL PRIMARY KEY, doc " + TEXT);
    insert(IntStream.rangeClosed(1, 350).mapToObj(i -> (long) i).toList(), id -> xml(id, 1));
    Set<Long> wanted = Set.of(7L, 101L, 102L, 350L);
    List<Integer> asked = new ArrayList<>();
    KnownRecords known =
        recordIds -> {
          asked.add(recordIds.size());
          return recordIds.stream()
              .filter(id -> !wanted.contains(Long.parseLong(id.replaceFirst(".*/", ""))))
              .collect(Collectors.toSet());
        };

    try (TableSource source =
        TableSource.open(connections(), selection(null, KeyRange.ALL, 0, 3), known)) {
      assertThat(source.total()).isEmpty();
      assertThat(all(source))
          .extracting(SourceDocument::recordId)
          .containsExactly(recordId(7), recordId(101), recordId(102), recordId(350));
    }
    assertThat(asked).containsExactly(100, 100, 100, 50);
  }

  @Test
  void goesOnBehindAKeyThoughItsRowIsGone() throws SQLException {
    create("id BIGINT NOT NULL PRIMARY KEY, doc " + TEXT);
    insert(IntStream.rangeClosed(1, 250).mapToObj(i -> (long) i).toList(), id -> xml(id, 1));
    execute("DELETE FROM " + table + " WHERE id IN (3, 240)");

    try (TableSource source = source(selection(null, KeyRange.ALL, 0, 2))) {
      source.skipPast(240, recordId(240));
      assertThat(all(source))
          .extracting(SourceDocument::recordId)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(241, 250).mapToObj(this::recordId).toList());
    }
    try (TableSource source = source(selection(null, KeyRange.ALL, 245, 2))) {
      source.skipPast(240, recordId(240));
      assertThat(all(source)).as("the limit counts what was sent before").hasSize(5);
    }
    try (TableSource source = source(selection(null, KeyRange.ALL, 0, 2))) {
      assertThatThrownBy(() -> source.skipPast(1, "other/1")).isInstanceOf(UsageException.class);
    }
  }

  @Test
  void readsTextXmlAndBytesAndRefusesWhatIsNoDocument() throws SQLException, IOException {
    create("id VARCHAR(20) NOT NULL PRIMARY KEY, t %s, x %s, b %s".formatted(TEXT, xml(), BYTES));
    String document = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>grün 😀</a>";
    String inUtf16 = document.replace("UTF-8", "UTF-16");
    try (Connection connection = database.database().connection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?, ?)")) {
      insert(insert, "1", inUtf16, "<a>grün 😀</a>", document.getBytes(UTF_8));
      insert(insert, "2", null, null, null);
      insert(insert, "3", "x".repeat(LIMIT + 1), null, gzip(document));
      insert(insert, "4", "x".repeat(LIMIT), null, new byte[LIMIT + 1]);
      insert(insert, "5", "ü".repeat(LIMIT / 2 + 1), null, gzip("x".repeat(LIMIT + 1)));
      insert(insert, "6", "", null, Arrays.copyOf(gzip(document), 30));
      connection.commit();
    }

    Map<String, String> texts = contents("t");
    assertThat(texts.get("1")).isEqualTo(document);
    assertThat(texts.get("2")).isEqualTo("refused: the column t is null");
    assertThat(texts.get("3"))
        .isEqualTo("refused: the document has more bytes than the limit of 100,000 bytes");
    assertThat(texts.get("4")).hasSize(LIMIT);
    assertThat(texts.get("5")).startsWith("refused: the document has more bytes");
    assertThat(texts.get("6")).isEmpty();

    assertThat(contents("x").get("1")).isEqualTo("<a>grün 😀</a>");

    Map<String, String> bytes = contents("b");
    assertThat(bytes.get("1")).isEqualTo(document);
    assertThat(bytes.get("2")).isEqualTo("refused: the column b is null");
    assertThat(bytes.get("3")).isEqualTo(document);
    assertThat(bytes.get("4")).startsWith("refused: the document has more bytes");
    assertThat(bytes.get("5")).startsWith("refused: the document has more bytes");
    assertThat(bytes.get("6")).isEqualTo("refused: the column b cannot be read: EOFException");
  }

  @Test
  void refusesAKeyThatNamesRowsTwiceAndATableThatIsNotThere() throws SQLException {
    create("id BIGINT, doc " + TEXT);
    insert(List.of(1L, 2L, 2L), id -> xml(id, 1));

    assertThatThrownBy(() -> source(selection(null, KeyRange.ALL, 0, 1)))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "id does not name each row of "
                + plain()
                + " once: 3 rows have 2 different ones; choose another --key");
    assertThatThrownBy(
            () ->
                source(
                    new TableSelection(
                        "no_such_table", "id", "doc", null, KeyRange.ALL, 0, 1, LIMIT)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("the table no_such_table cannot be read: ");
    assertThat(opened).as("every connection is closed").hasValue(0);
  }

  @Test
  void goesOnWithANewConnectionWhereOneBreaksAmidAPage() throws SQLException {
    create("id BIGINT NOT NULL PRIMARY KEY, doc " + TEXT);
    insert(IntStream.rangeClosed(1, 300).mapToObj(i -> (long) i).toList(), id -> xml(id, 90_000));

    // A page of 100 is handed over in parts of 47: break in each of them, and between pages.
    for (int rows : List.of(1, 20, 60, 140, 155, 250, 290, 450)) {
      List<SourceDocument> read;
      try (TableSource source = source(selection(null, KeyRange.ALL, 0, 2))) {
        rowsToBreak.set(rows);
        read = all(source);
      }
      assertThat(rowsToBreak).as("broken").hasNegativeValue();
      rowsToBreak.set(Integer.MAX_VALUE);
      assertThat(read)
          .as("broken after %d rows", rows)
          .extracting(SourceDocument::recordId)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 300).mapToObj(this::recordId).toList());
    }
  }

  private List<Long> ids(TableSelection selection) {
    try (TableSource source = source(selection)) {
      return all(source).stream()
          .map(document -> Long.parseLong(document.recordId().replaceFirst(".*/", "")))
          .toList();
    }
  }

  private Map<String, String> contents(String column) {
    try (TableSource source =
        source(new TableSelection(table, "id", column, null, KeyRange.ALL, 0, 2, LIMIT))) {
      return all(source).stream()
          .collect(
              Collectors.toMap(
                  document -> document.recordId().replaceFirst(".*/", ""),
                  document ->
                      document instanceof SourceDocument.Rejected refused
                          ? "refused: " + refused.reason()
                          : new String(((SourceDocument.Read) document).bytes(), UTF_8)));
    }
  }

  private TableSource source(TableSelection selection) {
    return TableSource.open(connections(), selection, KnownRecords.NONE);
  }

  private TableConnections connections() {
    opened.incrementAndGet();
    return new TableConnections() {
      @Override
      public Connection open() throws SQLException {
        return BreakingRows.over(database.database().connection(), rowsToBreak);
      }

      @Override
      public Dialect dialect() {
        return database.database().dialect();
      }

      @Override
      public void close() {
        opened.decrementAndGet();
      }
    };
  }

  private TableSelection selection(
      @Nullable String where, KeyRange range, long limit, int readers) {
    return new TableSelection(table, "id", "doc", where, range, limit, readers, LIMIT);
  }

  private static List<SourceDocument> all(TableSource source) {
    List<SourceDocument> read = new ArrayList<>();
    source.forEachRemaining(read::add);
    return read;
  }

  private String recordId(int id) {
    return plain() + '/' + id;
  }

  private String plain() {
    return (database.database().dialect().defaultSchema() + '.' + table).toLowerCase(Locale.ROOT);
  }

  private static String xml(long id, int size) {
    return "<a n='" + id + "'>" + "x".repeat(size) + "</a>";
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return out.toByteArray();
  }

  private void create(String columns) throws SQLException {
    execute("CREATE TABLE " + table + " (" + spoken(columns) + ")");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.database().connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      connection.commit();
    }
  }

  private void insert(List<Long> ids, Function<Long, String> document) throws SQLException {
    try (Connection connection = database.database().connection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
      for (Long id : ids) {
        insert.setLong(1, id);
        text(insert, 2, document.apply(id));
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    }
  }

  private void text(PreparedStatement insert, int parameter, @Nullable String text)
      throws SQLException {
    ValueBinding binding = database.database().dialect().binding();
    if (text == null) {
      binding.setNull(insert, parameter, ColumnType.string(0));
    } else {
      binding.setText(insert, parameter, text);
    }
  }

  private void insert(
      PreparedStatement insert,
      String id,
      @Nullable String text,
      @Nullable String xml,
      byte @Nullable [] bytes)
      throws SQLException {
    insert.setString(1, id);
    text(insert, 2, text);
    text(insert, 3, xml);
    insert.setBytes(4, bytes);
    insert.executeUpdate();
  }
}
