package io.xmlfleet.contract.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.contract.ContractException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a contract says of rows, keys and values of the database is checked. */
class DatabaseSourcesTest {
  private static final String GOOD =
      """
      xmlfleet: 1
      contract: good
      root: A
      tables:
        - table: customer
          key: [customer_id]
          natural-key: [ssn]
          on-duplicate: keep
          rows: { each: /A/Customer }
          columns:
            - { column: customer_id, type: bigint, generated: identity }
            - { column: ssn, type: string(11), from: "@ssn" }
            - { column: name, type: string, from: "@name" }
        - table: account
          key: [no]
          foreign-keys: [ { columns: [customer_id], references: customer } ]
          rows: { each: /A/Customer/Account }
          columns:
            - { column: no, type: int, from: "@no" }
            - { column: customer_id, type: bigint, from: { key-of: customer } }
            - { column: kind, type: int, lookup: { table: kind, match: { code: "@kind" }, take: id } }
      """;

  record Fault(String good, String bad, String message) {
    @Override
    public String toString() {
      return message;
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(
        // on-duplicate and natural-key
        new Fault("on-duplicate: keep", "on-duplicate: kep", "8:19: unknown word \"kep\"; did you"),
        new Fault(
            "    natural-key: [ssn]\n",
            "",
            "7:19: on-duplicate: keep needs a natural-key, by which a row is known: the database"),
        new Fault(
            "natural-key: [ssn]", "natural-key: [sn]", "7:18: there is no column sn; did you"),
        new Fault("natural-key: [ssn]", "natural-key: [ssn, ssn]", "column ssn is there twice"),
        new Fault(
            "natural-key: [ssn]",
            "natural-key: [customer_id, ssn]",
            "7:18: the database makes column customer_id, so no row is known by it"),
        new Fault(
            "key: [no]\n    foreign-keys: [ { columns: [customer_id], references: customer } ]",
            "on-duplicate: update",
            "on-duplicate: update needs a key or a natural-key, by which a row is known"),
        new Fault(
            "natural-key: [ssn]\n    on-duplicate: keep",
            "natural-key: [ssn, name]\n    on-duplicate: update",
            "on-duplicate: update has no column to update besides the key; write keep"),
        new Fault(
            "type: bigint, generated: identity",
            "type: bigint, from: \"@id\"",
            "a row of customer is known by ssn, so the row that is there may have another key"),
        // the time of loading
        new Fault(
            "name, type: string, from: \"@name\"",
            "name, type: string, meta: loaded-at",
            "13:45: loaded-at is a datetimeoffset, datetime or date, not string"),
        new Fault(
            "ssn, type: string(11), from: \"@ssn\"",
            "ssn, type: date, meta: loaded-at",
            "12:42: loaded-at is another one each time: no row is known by it"),
        new Fault(
            "name, type: string, from: \"@name\"",
            "name, type: date, meta: loaded-at, zone: Z",
            "zone is for texts, and meta gives none"),
        new Fault(
            "code: \"@kind\"",
            "code: { meta: loaded-at, type: date }",
            "match compares with values of the document"),
        new Fault(
            "    rows: { each: /A/Customer }\n    columns:",
            "    rows: { each: /A/Customer }\n    keep: { when: at IS NULL }\n    columns:\n"
                + "      - { column: at, type: date, meta: loaded-at }",
            "only the database knows the values of column at"),
        new Fault("from: \"@no\"", "meta: partiton", "unknown word \"partiton\"; did you mean"),
        new Fault("from: \"@no\"", "meta: header", "only header:NAME has a name, and has to have"),
        new Fault("from: \"@no\"", "meta: \"key:x\"", "only header:NAME has a name"),
        // generated
        new Fault("generated: identity", "generated: identiy", "11:57: generated is identity, or"),
        new Fault("generated: identity", "generated: [identity]", "generated is identity, or"),
        new Fault("generated: identity", "generated: { sequence: }", "sequence is missing"),
        new Fault(
            "generated: identity", "generated: { seq: s }", "unknown key \"seq\"; known: sequence"),
        new Fault(
            "generated: identity",
            "generated: identity, from: \"@id\"",
            "more than one source: from, generated"),
        new Fault(
            "type: bigint, generated",
            "type: string(5), generated",
            "a generated column is an integer, not string(5)"),
        new Fault(
            "generated: identity",
            "generated: identity, default: 1",
            "default is for texts, and generated gives none"),
        new Fault(
            "string, from: \"@name\"",
            "int, generated: identity",
            "generated goes with a column of"),
        new Fault(
            "string, from: \"@name\"", "int, generated: identity", "at most one generated column"),
        new Fault(
            "on-duplicate: keep",
            "unique: [customer_id]",
            "8:13: the database makes column customer_id, so no two rows agree in it"),
        new Fault(
            "on-duplicate: keep",
            "keep: { when: customer_id > 1 }",
            "only the database knows the values of column customer_id"),
        // keys of other tables
        new Fault(
            "key-of: customer", "key-of: custmer", "before this one; did you mean \"customer\""),
        new Fault(
            "key-of: customer", "key-of: account", "there is no table account before this one"),
        new Fault("key-of: customer", "keyof: customer", "unknown key \"keyof\"; did you mean"),
        new Fault(
            "key-of: customer }", "key-of: customer }, pick: last", "pick goes with from: PATH"),
        new Fault(
            "key-of: customer }",
            "key-of: customer }, convert: [trim]",
            "convert is for texts, and"),
        new Fault(
            "bigint, from: { key-of",
            "int, from: { key-of",
            "the key of customer is bigint, and this int"),
        new Fault(
            "from: { key-of: customer }",
            "from: \"@c\"",
            "the database makes the key of customer: column customer_id is from: { key-of: customer }"),
        new Fault(
            "each: /A/Customer/Account",
            "each: /A/Account",
            "does not begin with that of customer"),
        new Fault(
            "each: /A/Customer }",
            "slots: [ { key: K, values: { } } ] }",
            "no row of customer is around a row of this table: they are slots"),
        new Fault("    key: [customer_id]\n", "", "table customer has no key to refer to"),
        new Fault(
            "key: [customer_id]",
            "key: [customer_id, ssn]",
            "the key of customer has more than one column"),
        // look-ups
        new Fault("table: kind, ", "", "table is missing"),
        new Fault(", take: id", "", "take is missing"),
        new Fault(", match: { code: \"@kind\" }", "", "a look-up has match: values by column"),
        new Fault("{ code: \"@kind\" }", "{ }", "a look-up has match: values by column"),
        new Fault("{ code: \"@kind\" }", "[code]", "match is a mapping of keys to values"),
        new Fault(
            "{ code: \"@kind\" }", "{ code: { from: \"@k\", tpe: int } }", "unknown key \"tpe\""),
        new Fault("{ code: \"@kind\" }", "{ code: { type: int } }", "the column has no source"),
        new Fault(
            "{ code: \"@kind\" }",
            "{ code: { from: { key-of: customer }, type: bigint } }",
            "match compares with values of the document"),
        new Fault(
            "{ code: \"@kind\" }",
            "{ code: { generated: identity } }",
            "unknown key \"generated\""),
        new Fault("take: id", "take: code", "column code is in match, so its value is known"),
        new Fault("take: id", "take: id, on-missing: ignore", "known: reject, null, insert"),
        new Fault(
            "take: id }",
            "take: id, on-missing: null }, required: true",
            "on-missing: null leaves column kind without a value, and it is required"),
        new Fault("take: id }", "take: id }, default: 1", "default is for texts, and lookup gives"),
        new Fault(
            "table: kind", "table: account", "the look-up asks account, which must be another"),
        new Fault("table: kind", "table: customer", "table customer has no column code"),
        new Fault(
            "    key: [no]\n",
            "    keep: { when: kind > 1 }\n",
            "only the database knows the values of"));
  }

  @Test
  void takesTheGoodOne() {
    assertThat(new ContractReader().read("c.yaml", GOOD).tables()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void saysWhatIsWrongAndWhere(Fault fault) {
    assertThat(GOOD).contains(fault.good());
    String contract = GOOD.replace(fault.good(), fault.bad());

    assertThatThrownBy(() -> new ContractReader().read("c.yaml", contract))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("c.yaml:")
        .hasMessageContaining(fault.message());
  }

  @Test
  void refusesToAskATableThatTheContractFillsLater() {
    String contract =
        GOOD + "  - { table: kind, columns: [ { column: id, type: int, from: \"@k\" } ] }\n";
    assertThatThrownBy(() -> new ContractReader().read("c.yaml", contract))
        .hasMessageContaining("c.yaml:21:9: the look-up asks kind, which must be another table");
  }

  @Test
  void takesNullAsAWordWhereItIsOne() {
    String contract = GOOD.replace("take: id", "take: id, on-missing: null");
    assertThat(new ContractReader().read("c.yaml", contract))
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(
            new ContractReader()
                .read("c.yaml", contract.replace("on-missing: null", "on-missing: \"null\"")));
  }
}
