package io.xmlfleet.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractCheckCommandTest {
  private static final String CONTRACT =
      """
      xmlfleet: 1
      contract: people
      root: People
      enums: { colour: { R: red } }
      tables:
        - table: person
          key: [no]
          rows: { each: /People/Person, where: [ { path: "@guest", present: false } ] }
          columns:
            - { column: no, type: int, from: "@no", required: true }
            - { column: name, type: string(4), from: Name, too-long: cut }
            - { column: colour, type: string(5), from: Colour, enum: colour, on-error: "null" }
            - { column: born, type: date, from: Born, on-error: "null" }
        - table: pet
          rows: { each: /People/Pet }
          columns:
            - { column: name, type: string(10), from: Name }
      """;

  @TempDir Path folder;
  private Path contract;

  @BeforeEach
  void writeContract() throws IOException {
    contract = write("contract.yaml", CONTRACT);
  }

  @Test
  void listsTablesWithWhatBecomesOfRowsThatAreThere() throws IOException {
    assertThat(check().out()).contains("table   columns  key\n").doesNotContain("rows that are");
    contract =
        write(
            "contract.yaml",
            CONTRACT
                .replace(
                    "    key: [no]\n",
                    "    key: [no]\n    natural-key: [name]\n    on-duplicate: keep\n")
                .replace(
                    "type: int, from: \"@no\", required: true", "type: int, generated: identity"));

    assertThat(check().out().lines().map(String::strip))
        .contains("person        4  no (made by the database)  keep by name")
        .contains("pet           1                             reject");
  }

  @Test
  void namesPathsThatNoSampleHas() throws IOException {
    write(
        "in/a.xml",
        "<People><Person no='1' guest='x'><Name>A</Name><Color>R</Color></Person><Person no='2'/>"
            + "<List><Pet><Name>B</Name></Pet></List></People>");
    write("in/b.xml", "<People><Person no='1'><Born>2000-01-01</Born></Person></People>");

    CommandLineCall call = check("--sample", folder.resolve("in").toString());

    assertThat(call.exitCode()).as(call.toString()).isZero();
    assertThat(call.out())
        .contains("samples: 2 documents, 0 rejected")
        .contains(
            "contract.yaml:12:9: no sample has /People/Person/Colour (person.colour); did you mean"
                + " \"/People/Person/Color\"?")
        .contains(
            "contract.yaml:14:5: no sample has /People/Pet (pet); did you mean"
                + " \"/People/List/Pet\"?")
        .doesNotContain("has /People/Person/Name")
        .doesNotContain("has /People/Person/Born");
  }

  @Test
  void namesWhereContractsOfOneTableContradictEachOther() throws IOException {
    write(
        "other.yaml",
        """
        xmlfleet: 1
        contract: pets
        root: Pets
        tables:
          - table: pet
            rows: { each: /Pets/Pet }
            columns:
              - { column: name, type: string(12), from: Name }
        """);

    CommandLineCall good = CommandLineCall.of("contract", "check", folder.toString());
    assertThat(good.exitCode()).as(good.toString()).isZero();
    assertThat(good.out())
        .contains("note     pet.name is string(12): it is string(10) in")
        .contains("contract.yaml:17:9 and string(12) in", "other.yaml:8:9");

    write(
        "other.yaml", Files.readString(folder.resolve("other.yaml")).replace("string(12)", "int"));
    CommandLineCall bad = CommandLineCall.of("contract", "check", folder.toString());
    assertThat(bad.exitCode()).as(bad.toString()).isEqualTo(1);
    assertThat(bad.out()).contains("error    pet.name is string(10) in", "and int in");
  }

  @Test
  void namesPathsThatASchemaDoesNotAllow() throws IOException {
    Path schema =
        write(
            "people.xsd",
            """
            <xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:p'>
              <xs:element name='People'><xs:complexType><xs:sequence>
                <xs:element name='Person' maxOccurs='unbounded'><xs:complexType>
                  <xs:sequence>
                    <xs:element name='Name' type='xs:string'/>
                    <xs:element name='Born' type='xs:date'/>
                  </xs:sequence>
                  <xs:attribute name='no' type='xs:int'/>
                  <xs:attribute name='guest' type='xs:string'/>
                </xs:complexType></xs:element>
              </xs:sequence></xs:complexType></xs:element>
            </xs:schema>
            """);

    CommandLineCall call = check("--xsd", schema.toString());

    assertThat(call.exitCode()).as(call.toString()).isEqualTo(1);
    assertThat(call.out())
        .contains("schema: lacks paths")
        .contains("contract.yaml:12:9: the schema has no /People/Person/Colour (person.colour)")
        .contains("the schema has no /People/Pet (pet)")
        .doesNotContain("has no /People/Person/Name")
        .doesNotContain("has no /People/Person/@guest");
  }

  @Test
  void countsValuesThatColumnsCannotTakeAndHidesThem() throws IOException {
    String document =
        write(
                "a.xml",
                "<People>"
                    + person(1, "longer", "GREEN", "yesterday")
                    + person(2, "long", "GREEN", "2000-01-01")
                    + person(3, "x", "BLUE", "")
                    + "<Person no='no' guest='g'><Colour>PINK</Colour></Person></People>")
            .toString();

    CommandLineCall masked = check("--sample", document);
    CommandLineCall shown = check("--sample", document, "--show-values");

    assertThat(masked.out())
        .contains("contract.yaml:11:9: person.name is longer than string(4) and cut: 1 value\n")
        .contains(
            "contract.yaml:12:9: person.colour has no entry in enum colour: 3 values of 2 words\n")
        .contains("person.born is not a date in ISO form: 1 value\n")
        .doesNotContain("GREEN")
        .doesNotContain("PINK");
    assertThat(shown.out())
        .contains("\"GREEN\"\n")
        .contains("\"BLUE\"\n")
        .contains("\"yesterday\"");
    assertThat(masked.exitCode()).isZero();
  }

  @Test
  void failsIfASampleIsRejected() throws IOException {
    String document = write("a.xml", "<People><Person no='one'/></People>").toString();

    CommandLineCall call = check("--sample", document);

    assertThat(call.exitCode()).isEqualTo(1);
    assertThat(call.out())
        .contains("1 document, 1 rejected")
        .contains("1 document rejected at MAPPING: person.no is not an int (contract.yaml:10,")
        .contains("person.no is not an int: 1 value");
  }

  @Test
  void countsValuesThatAreRounded() throws IOException {
    write(
        "contract.yaml",
        """
        xmlfleet: 1
        contract: rates
        root: L
        tables:
          - table: l
            columns:
              - { column: rate, type: "decimal(18,4)", from: Rate }
              - { column: day, type: date, from: Day }
              - { column: exact, type: "decimal(18,4)", from: Rate, inexact: reject, on-error: "null" }
        """);
    String document =
        write("late.xml", "<L><Rate>0.123456789</Rate><Day>2026-03-08T10:00:00</Day></L>")
            .toString();

    CommandLineCall call = check("--sample", document);

    assertThat(call.exitCode()).as(call.toString()).isZero();
    assertThat(call.out())
        .contains(
            "contract.yaml:7:9: l.rate has more than 4 decimal places, and is rounded to"
                + " decimal(18,4): 1 value\n")
        .contains("l.day has a time, which a date does not keep, and is cut: 1 value\n")
        .contains("l.exact has more than 4 decimal places: 1 value\n")
        .doesNotContain("0.123456789");
  }

  @Test
  void comparesTheDatabase() throws SQLException, IOException {
    String url = "jdbc:h2:mem:check;MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;DB_CLOSE_DELAY=-1";
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE person (no int PRIMARY KEY, name int, born date, more int)");
      statement.execute("CREATE TABLE pet (name varchar(5))");

      CommandLineCall call = check("--db", url);

      assertThat(call.exitCode()).as(call.toString()).isEqualTo(1);
      assertThat(call.out())
          .contains("database: does not fit")
          .contains("error    table person has no column colour")
          .contains("error    person.name: string(4) into integer, which is of another kind")
          .contains("error    pet.name: string(10) into character varying(5), which is narrower")
          .contains("warning  no ledger yet");

      statement.execute("ALTER TABLE person DROP COLUMN name");
      statement.execute("ALTER TABLE person ADD COLUMN name varchar(4)");
      statement.execute("ALTER TABLE person ADD COLUMN colour varchar(5)");
      assertThat(check("--db", url).exitCode()).isEqualTo(1);
      write("contract.yaml", CONTRACT.replace("root: People", "root: People\nnarrower: allowed"));
      CommandLineCall meant = check("--db", url);
      assertThat(meant.exitCode()).isZero();
      assertThat(meant.out())
          .contains("warning  pet.name: string(10) into character varying(5), which is narrower");
    }
  }

  @Test
  void saysWhenTheDatabaseDoesNotAnswer() {
    assertThat(check("--db", "jdbc:h2:tcp://127.0.0.1:1/none").exitCode()).isEqualTo(3);
    assertThat(check("--db", "jdbc:other:x").exitCode()).isEqualTo(2);
  }

  @Test
  void saysWhatIsWrongInAllContractsAtOnce() throws IOException {
    Path first = write("first.yaml", CONTRACT.replace("type: int", "type: nit"));
    Path second = write("second.yaml", CONTRACT.replace("root: People\n", ""));

    CommandLineCall call =
        CommandLineCall.of("contract", "check", first.toString(), second.toString());

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("first.yaml:10").contains("second.yaml");
  }

  private static String person(int no, String name, String colour, String born) {
    return "<Person no='%d'><Name>%s</Name><Colour>%s</Colour><Born>%s</Born></Person>"
        .formatted(no, name, colour, born);
  }

  private CommandLineCall check(String... options) {
    return CommandLineCall.of(
        CommandLineCall.joined(new String[] {"contract", "check", contract.toString()}, options));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
