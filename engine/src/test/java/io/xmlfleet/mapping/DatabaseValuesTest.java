package io.xmlfleet.mapping;

import static io.xmlfleet.mapping.MappingFixture.failure;
import static io.xmlfleet.mapping.MappingFixture.map;
import static io.xmlfleet.mapping.MappingFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.table.GeneratedKey;
import io.xmlfleet.table.KeyGeneration;
import io.xmlfleet.table.Lookup;
import io.xmlfleet.table.OnDuplicate;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Generated keys, keys of other tables' rows, look-ups. */
class DatabaseValuesTest {
  private static final String BANK =
      """
      xmlfleet: 1
      contract: bank
      root: Bank
      enums: { iso: { Germany: DE } }
      tables:
        - table: bank
          key: [bank_id]
          natural-key: [name]
          on-duplicate: keep
          columns:
            - { column: bank_id, type: int, generated: { sequence: app.bank_seq } }
            - { column: name, type: string, from: "@name" }
        - table: customer
          key: [customer_id]
          natural-key: [ssn]
          on-duplicate: update
          rows: { each: /Bank/Customer, where: "[@off] IS NULL" }
          unique: [ssn]
          columns:
            - { column: customer_id, type: bigint, generated: identity }
            - { column: ssn, type: string(11), from: "@ssn" }
            - { column: bank_id, type: int, from: { key-of: bank }, required: true }
            - column: country_id
              type: int
              lookup: { table: geo.country, match: { iso_code: "@country" }, take: country_id, on-missing: null }
        - table: account
          key: [account_no]
          foreign-keys: [ { columns: [customer_id], references: customer } ]
          rows: { each: /Bank/Customer//Account }
          columns:
            - { column: account_no, type: string(20), from: "@no" }
            - { column: customer_id, type: bigint, from: { key-of: customer } }
            - column: kind_id
              type: smallint
              lookup:
                table: kind
                match:
                  code: { from: "@kind", convert: [upper], default: NONE }
                  level: { from: "@level", type: int }
                take: kind_id
                on-missing: insert
      """;

  @Test
  void putsOneKeyIntoTheRowAndIntoThoseThatReferToIt() {
    assertThat(
            rows(
                BANK,
                """
                <Bank name="b">
                  <Customer ssn="1" country="DE"><Account no="11" kind="x" level="1"/></Customer>
                  <Customer ssn="2"><Group><Account no="21" level="2"/></Group><Account no="22"/></Customer>
                </Bank>
                """))
        .containsExactly(
            "bank: bank_id=(key 1), name=b",
            "customer: customer_id=(key 2), ssn=1, bank_id=(key 1), country_id=(geo.country by iso_code=DE)",
            "customer: customer_id=(key 3), ssn=2, bank_id=(key 1)",
            "account: account_no=11, customer_id=(key 2), kind_id=(kind by code=X, level=1)",
            "account: account_no=21, customer_id=(key 3), kind_id=(kind by code=NONE, level=2)",
            "account: account_no=22, customer_id=(key 3)");
  }

  @Test
  void givesRowsBelowARepeatedOneTheKeyOfTheRowThatItEquals() {
    assertThat(
            rows(
                BANK,
                """
                <Bank name="b">
                  <Customer ssn="1"/><Customer ssn="2"/>
                  <Customer ssn="1"><Account no="11"/></Customer>
                </Bank>
                """))
        .containsExactly(
            "bank: bank_id=(key 1), name=b",
            "customer: customer_id=(key 2), ssn=1, bank_id=(key 1)",
            "customer: customer_id=(key 3), ssn=2, bank_id=(key 1)",
            "account: account_no=11, customer_id=(key 2)");
  }

  @Test
  void hasNoKeyOfARowThatWasNotMade() {
    String document =
        "<Bank name='b'><Customer ssn='1' off='y'><Account no='1'/></Customer></Bank>";
    String needed =
        BANK.replace("{ key-of: customer } }", "{ key-of: customer }, required: true }");

    assertThat(rows(BANK, document))
        .containsExactly("bank: bank_id=(key 1), name=b", "account: account_no=1");
    assertThat(failure(needed, document).reason())
        .isEqualTo("account.customer_id is required and has no value");
    assertThat(
            rows(
                needed.replace(
                    "rows: { each: /Bank/Customer//Account }",
                    "rows: { each: /Bank/Customer//Account }\n    keep: { when: customer_id IS NOT NULL }"),
                document))
        .hasSize(1);
  }

  @Test
  void takesOrdinaryKeysAsTheyAre() {
    String contract =
        """
        xmlfleet: 1
        contract: nested
        root: A
        selections: { s: { each: //S, where: "[@skip] IS NULL" } }
        tables:
          - table: section
            key: [id]
            rows: { each: $s }
            columns:
              - { column: id, type: string(5), from: "@id", convert: [upper] }
          - table: par
            rows: { each: //S/P }
            unique: [section, kind]
            columns:
              - { column: section, type: string(5), from: { key-of: section } }
              - column: kind
                type: int
                lookup: { table: kind, match: { a: "@a", b: "@b" }, take: id }
        """;
    assertThat(
            rows(
                contract,
                """
                <A><S id="a"><P a="1" b="2"/><P a="1" b="2"/><P a="12" b=""/><P a="12" b="."/><P a="1" b="2."/>
                  <S id="b"><P a="1" b="2"/></S><S id="c" skip="y"><P/></S></S></A>
                """))
        .as("the nearest element counts, though it became no row")
        .containsExactly(
            "section: id=A",
            "section: id=B",
            "par: section=A, kind=(kind by a=1, b=2)",
            "par: section=A",
            "par: section=A, kind=(kind by a=12, b=.)",
            "par: section=A, kind=(kind by a=1, b=2.)",
            "par: section=B, kind=(kind by a=1, b=2)",
            "par: ");
  }

  @Test
  void tellsApartRowsBelowDifferentKeysThatTheDatabaseMakes() {
    String contract =
        BANK.replace(
            "rows: { each: /Bank/Customer//Account }",
            "unique: [customer_id]\n    rows: { each: /Bank/Customer//Account }");
    assertThat(
            rows(
                contract,
                """
                <Bank name="b">
                  <Customer ssn="1"><Account no="11"/><Account no="12"/></Customer>
                  <Customer ssn="2"><Account no="21"/></Customer>
                </Bank>
                """))
        .filteredOn(row -> row.startsWith("account"))
        .containsExactly(
            "account: account_no=11, customer_id=(key 2)",
            "account: account_no=21, customer_id=(key 3)");
  }

  @Test
  void looksUpWhatSlotsAndPairsGive() {
    String contract =
        """
        xmlfleet: 1
        contract: scores
        root: A
        tables:
          - table: score
            keep: not-empty
            rows: { pairs: [ { key: FIRST, from: "@first" }, { key: SECOND, from: "@second" } ] }
            columns:
              - { column: kind_id, type: int, lookup: { table: kind, match: { code: { pair: key } }, take: id } }
              - { column: value_id, type: int, lookup: { table: v, match: { n: { pair: value, type: int } }, take: id } }
        """;
    assertThat(rows(contract, "<A first='1' second=''/>"))
        .containsExactly("score: kind_id=(kind by code=FIRST), value_id=(v by n=1)");
    assertThat(failure(contract, "<A second='x'/>"))
        .satisfies(
            failure -> {
              assertThat(failure.stage()).isEqualTo(Stage.MAPPING);
              assertThat(failure.reason())
                  .isEqualTo("score.value_id cannot be looked up: n is not an int");
              assertThat(failure.location()).startsWith("contract.yaml:10");
            });
  }

  @Test
  void keepsARowForWhatIsLookedUpButNotForKeys() {
    String contract =
        """
        xmlfleet: 1
        contract: kept
        root: A
        tables:
          - table: a
            key: [id]
            columns:
              - { column: id, type: int, generated: identity }
              - { column: name, type: string, from: "@name" }
          - table: b
            keep: not-empty
            rows: { each: /A/B }
            columns:
              - { column: a_id, type: int, from: { key-of: a } }
              - { column: k, type: int, lookup: { table: kind, match: { c: "@c", d: { value: 1 } }, take: id } }
        """;
    assertThat(rows(contract, "<A><B/><B c='x'/></A>"))
        .containsExactly("a: id=(key 1)", "b: a_id=(key 1), k=(kind by c=x, d=1)");
  }

  @Test
  void makesOtherKeysEachTimeAndNeverShowsWhatIsLookedUp() {
    Object[] first = customer();
    Object[] second = customer();

    assertThat(first[0]).isInstanceOf(GeneratedKey.class).isNotEqualTo(second[0]);
    assertThat(first[3]).isEqualTo(second[3]).hasToString("(looked up: geo.country by iso_code)");
    assertThat(first[0]).hasToString("(made by the database)");
  }

  private static Object[] customer() {
    Mapped mapped = map(BANK, "<Bank name='b'><Customer ssn='1' country='DE'/></Bank>");
    RowBatch customers = ((Mapped.Rows) mapped).batches().get(1);
    return customers.rows().get(0);
  }

  @Test
  void saysOfTablesWhatTheDatabaseHasToDo() {
    List<Table> tables =
        new ContractPlan(new ContractReader().read("contract.yaml", BANK)).tables();
    Table.Existing bank = tables.get(0).existing();
    Table.Existing customer = tables.get(1).existing();

    assertThat(bank.onDuplicate()).isEqualTo(OnDuplicate.KEEP);
    assertThat(bank.generation())
        .isEqualTo(new KeyGeneration("bank_id", new TableId("app", "bank_seq")));
    assertThat(customer.onDuplicate()).isEqualTo(OnDuplicate.UPDATE);
    assertThat(customer.naturalKey()).containsExactly("ssn");
    assertThat(customer.generation()).isEqualTo(new KeyGeneration("customer_id", null));
    assertThat(customer.lookups().get("country_id").onMissing()).isEqualTo(Lookup.OnMissing.NULL);
    assertThat(tables.get(1).columns())
        .filteredOn(column -> !column.nullable())
        .extracting(column -> column.name())
        .containsExactly("customer_id", "ssn", "bank_id");
    assertThat(tables.get(2).existing().naturalKey()).isEmpty();
  }

  @Test
  void takesAlongTheQuestionOfAKeyThatIsLookedUp() {
    String contract =
        """
        xmlfleet: 1
        contract: looked-up-key
        root: A
        tables:
          - table: a
            key: [id]
            columns:
              - { column: id, type: int, lookup: { table: known, match: { name: "@name" }, take: id } }
          - table: b
            rows: { each: /A/B }
            columns:
              - { column: a_id, type: int, from: { key-of: a } }
        """;
    assertThat(rows(contract, "<A name='x'><B/></A>"))
        .containsExactly("a: id=(known by name=x)", "b: a_id=(known by name=x)");
    assertThat(
            new ContractPlan(new ContractReader().read("c.yaml", contract))
                .tables()
                .get(1)
                .existing()
                .lookups())
        .containsOnlyKeys("a_id");
  }

  @Test
  void countsPathsThatAreOnlyLookedUpBy() {
    SampleSurvey survey =
        new SampleSurvey(new ContractPlan(new ContractReader().read("c.yaml", BANK)));
    survey.add(
        "<Bank name='b'><Customer ssn='1' country='DE'><Account no='1' kind='x'/></Customer></Bank>"
            .getBytes(StandardCharsets.UTF_8),
        DocumentContext.of("a.xml"));

    assertThat(survey.findings())
        .extracting(SampleSurvey.Finding::what)
        .contains("no sample has /Bank/Customer//Account/@level (account.kind_id)")
        .noneMatch(what -> what.contains("@country") || what.contains("@kind"));
  }

  @Test
  void knowsARowByItsKeyWhereNothingElseIsSaid() {
    Table account =
        new ContractPlan(
                new ContractReader()
                    .read(
                        "contract.yaml",
                        BANK.replace(
                            "key: [account_no]", "key: [account_no]\n    on-duplicate: keep")))
            .tables()
            .get(2);
    assertThat(account.existing().naturalKey()).containsExactly("account_no");
  }
}
