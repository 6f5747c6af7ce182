package io.xmlfleet.draft.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.draft.ContractDraft;
import io.xmlfleet.draft.DraftFixture;
import io.xmlfleet.failure.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XmlSchemaTest {
  @TempDir private Path folder;

  private XmlSchema schema(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(
        file,
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns='urn:o'"
            + " targetNamespace='urn:o'>"
            + content
            + "</xs:schema>");
    return XmlSchema.read(file, null, Clock.systemUTC());
  }

  private static List<String> tables(ContractDraft draft) {
    return DraftFixture.tables(new ContractReader().read("draft", draft.text()));
  }

  @Test
  void makesADocumentThatHasEverythingOnce() throws IOException {
    XmlSchema schema =
        schema(
            "mixed.xsd",
            """
            <xs:element name="Note">
              <xs:complexType mixed="true">
                <xs:sequence>
                  <xs:element name="Link" minOccurs="0" maxOccurs="unbounded">
                    <xs:complexType><xs:attribute name="to" type="xs:string"/></xs:complexType>
                  </xs:element>
                </xs:sequence>
                <xs:attribute name="on" type="xs:date"/>
              </xs:complexType>
            </xs:element>
            """);

    assertThat(new String(schema.specimen(null, Interest.ALL), StandardCharsets.UTF_8))
        .isEqualTo("<Note xmlns=\"urn:o\" on=\"x\">x<Link to=\"x\"></Link></Note>");
  }

  @Test
  void looksIntoWhatIsOfInterestOnlyWhichIsFoundInAnySchema() throws IOException {
    XmlSchema schema =
        schema(
            "large.xsd",
            type("E", "e", 200, "xs:string")
                + type("D", "d", 200, "E")
                + type("C", "c", 200, "D")
                + "<xs:element name='R' type='C'/>");
    Interest last =
        root -> c -> c.equals("c199") ? d -> d.equals("d199") ? Interest.ALL : null : null;

    assertThat(new String(schema.specimen(null, last), StandardCharsets.UTF_8))
        .contains("<c0></c0>", "<d0></d0>", "<d199><e0>x</e0>", "<e199>x</e199></d199></c199></R>")
        .hasSizeLessThan(10_000);
  }

  @Test
  void readsTypesAndHowOftenElementsCome() throws IOException {
    XmlSchema schema =
        schema(
            "order.xsd",
            """
            <xs:element name="Invoice">
              <xs:complexType>
                <xs:sequence>
                  <xs:element name="Customer" type="Party"/>
                  <xs:element name="Line" maxOccurs="unbounded">
                    <xs:complexType>
                      <xs:sequence>
                        <xs:element name="Price" type="Money"/>
                        <xs:element name="Tax" type="xs:string" minOccurs="0" maxOccurs="3"/>
                      </xs:sequence>
                      <xs:attribute name="article" type="Article" use="required"/>
                    </xs:complexType>
                  </xs:element>
                </xs:sequence>
                <xs:attribute name="no" type="xs:int" use="required"/>
                <xs:attribute name="on" type="xs:date"/>
              </xs:complexType>
            </xs:element>
            <xs:complexType name="Party">
              <xs:all><xs:element name="Name" type="Name"/></xs:all>
            </xs:complexType>
            <xs:simpleType name="Name">
              <xs:restriction base="xs:string"><xs:maxLength value="35"/></xs:restriction>
            </xs:simpleType>
            <xs:simpleType name="Article">
              <xs:restriction base="xs:token">
                <xs:enumeration value="A1"/><xs:enumeration value="B22"/>
              </xs:restriction>
            </xs:simpleType>
            <xs:complexType name="Money">
              <xs:simpleContent>
                <xs:extension base="Amount">
                  <xs:attribute name="currency" type="xs:string"/>
                </xs:extension>
              </xs:simpleContent>
            </xs:complexType>
            <xs:simpleType name="Amount">
              <xs:restriction base="xs:decimal">
                <xs:totalDigits value="12"/><xs:fractionDigits value="2"/>
              </xs:restriction>
            </xs:simpleType>
            """);

    ContractDraft draft = schema.draft(null, null);

    assertThat(tables(draft))
        .containsExactly(
            "invoice: no int, invoice_on date, customer_name string(35)",
            "line: line_no int, article string(3), price_currency string, price decimal(14,2)",
            "tax: line_no int, tax_no int, text string");
    assertThat(draft.text())
        .contains("# Article < xs:token, one of A1 | B22, required")
        .contains("# Amount < xs:decimal, 12 digits, 2 behind the point, required");
  }

  @Test
  void takesOverWhatASchemaSaysOfValuesAndKeys() throws IOException {
    XmlSchema schema =
        schema(
            "order.xsd",
            """
            <xs:element name="Order">
              <xs:annotation><xs:documentation>What somebody
                 buys.</xs:documentation></xs:annotation>
              <xs:complexType>
                <xs:sequence>
                  <xs:element name="Status" type="Status" nillable="true"/>
                  <xs:element name="Before" type="Status" minOccurs="0"/>
                  <xs:choice>
                    <xs:element name="Cash" type="xs:boolean"/>
                    <xs:element name="Card" type="xs:hexBinary"/>
                  </xs:choice>
                  <xs:element name="Refs" type="Refs" minOccurs="0"/>
                  <xs:element name="Lines">
                    <xs:complexType><xs:sequence>
                      <xs:element name="Line" maxOccurs="unbounded">
                        <xs:complexType>
                          <xs:sequence>
                            <xs:element name="Remark" minOccurs="0" maxOccurs="9" type="xs:token"/>
                          </xs:sequence>
                          <xs:attribute name="no" type="Number" use="required"/>
                          <xs:attribute name="unit" use="required">
                            <xs:annotation><xs:documentation>{ # : &amp; }</xs:documentation></xs:annotation>
                            <xs:simpleType><xs:restriction base="xs:token">
                              <xs:enumeration value="no"/><xs:enumeration value="m"/>
                            </xs:restriction></xs:simpleType>
                          </xs:attribute>
                        </xs:complexType>
                      </xs:element>
                    </xs:sequence></xs:complexType>
                  </xs:element>
                </xs:sequence>
                <xs:attribute name="seal">
                  <xs:simpleType><xs:restriction base="xs:hexBinary">
                    <xs:length value="4"/>
                  </xs:restriction></xs:simpleType>
                </xs:attribute>
              </xs:complexType>
              <xs:key name="line"><xs:selector xpath="./x:Lines/x:Line"/><xs:field xpath="@no"/></xs:key>
              <xs:key name="any"><xs:selector xpath=".//*"/><xs:field xpath="@no"/></xs:key>
            </xs:element>
            <xs:simpleType name="Status">
              <xs:annotation><xs:documentation>How far it is.</xs:documentation></xs:annotation>
              <xs:restriction base="xs:string">
                <xs:enumeration value="open"/><xs:enumeration value="closed"/>
              </xs:restriction>
            </xs:simpleType>
            <xs:simpleType name="Number">
              <xs:restriction base="xs:positiveInteger"><xs:maxInclusive value="9999"/></xs:restriction>
            </xs:simpleType>
            <xs:simpleType name="Refs">
              <xs:restriction>
                <xs:simpleType><xs:list itemType="xs:IDREF"/></xs:simpleType>
                <xs:maxLength value="3"/>
              </xs:restriction>
            </xs:simpleType>
            """);

    ContractDraft draft = schema.draft(null, null);

    assertThat(tables(draft))
        .containsExactly(
            "orders: seal binary(4), status string(6), before string(6), cash bit, card binary,"
                + " refs string",
            "line: line_no int, no int, unit string(2)",
            "remark: line_no int, remark_no int, text string");
    assertThat(draft.text())
        .contains(
            "enums:\n  status: { open: open, closed: closed }\n  unit: { \"no\": \"no\", m: m }")
        .contains("# One row a document: element Order. What somebody buys.\n")
        .contains(
            "from: Status, enum: status }  # Status < xs:string, one of open | closed, may be nil. How far it is\n")
        .contains("from: Before, enum: status }  # Status")
        .contains("type: bit, from: Cash }  # xs:boolean, one of a choice\n")
        .contains("type: binary, from: Card, formats: [hex] }  # xs:hexBinary, one of a choice")
        .contains("type: binary(4), from: \"@seal\", formats: [hex] }  # xs:hexBinary, 4 bytes")
        .contains(
            "type: string, from: Refs }  # Refs < list of xs:IDREF; rows: { each: …, list: … }")
        .contains("# Number < xs:positiveInteger, up to 9999, required\n")
        .contains("  - table: line\n    key: [record_id, \"no\"]\n")
        .contains("enum: unit }  # xs:token, one of no | m, required. { # : & }\n");
  }

  @Test
  void leavesAKeyThatIsTooLongToARemark() throws IOException {
    String text =
        schema(
                "a.xsd",
                """
                <xs:element name="A">
                  <xs:complexType><xs:sequence><xs:element name="B" maxOccurs="9"><xs:complexType>
                    <xs:attribute name="id" type="xs:ID"/></xs:complexType></xs:element>
                  </xs:sequence></xs:complexType>
                  <xs:key name="b"><xs:selector xpath="B"/><xs:field xpath="@id"/></xs:key>
                </xs:element>
                """)
            .draft(null, null)
            .text();
    assertThat(text)
        .contains(
            "    # The schema says that id tells the rows of a document apart; too long for a")
        .contains("    key: [record_id, b_no]\n");
  }

  @Test
  void followsGroupsExtensionsAndReferences() throws IOException {
    XmlSchema schema =
        schema(
            "a.xsd",
            """
            <xs:element name="A" type="Derived"/>
            <xs:element name="note" type="xs:string"/>
            <xs:attributeGroup name="common"><xs:attribute name="id" type="xs:ID"/></xs:attributeGroup>
            <xs:attribute name="lang" type="xs:language"/>
            <xs:group name="two">
              <xs:choice>
                <xs:element name="left" type="xs:boolean"/>
                <xs:element name="right" type="xs:long"/>
              </xs:choice>
            </xs:group>
            <xs:complexType name="Base">
              <xs:sequence><xs:group ref="two"/></xs:sequence>
              <xs:attributeGroup ref="common"/>
            </xs:complexType>
            <xs:complexType name="Derived">
              <xs:complexContent>
                <xs:extension base="Base">
                  <xs:sequence maxOccurs="2"><xs:element ref="note"/></xs:sequence>
                  <xs:attribute ref="lang"/>
                </xs:extension>
              </xs:complexContent>
            </xs:complexType>
            """);

    assertThat(tables(schema.draft("A", "x")))
        .containsExactly(
            "a: id string, lang string, a_left bit, a_right bigint",
            "note: note_no int, text string");
  }

  @Test
  void readsWhatLiesBesideTheSchemaAndFetchesNothing() throws IOException {
    schema("part.xsd", "<xs:element name='P' type='xs:int'/>");
    XmlSchema schema =
        schema(
            "whole.xsd",
            """
            <xs:include schemaLocation="part.xsd"/>
            <xs:import namespace="urn:x" schemaLocation="https://example.org/x.xsd"/>
            <xs:include schemaLocation="../../outside.xsd"/>
            <xs:include schemaLocation="gone.xsd"/>
            <xs:element name="A">
              <xs:complexType><xs:sequence><xs:element ref="P"/></xs:sequence></xs:complexType>
            </xs:element>
            """);

    assertThat(tables(schema.draft("A", null))).containsExactly("a: p int");
    assertThat(schema.remarks())
        .containsExactly(
            "not read: https://example.org/x.xsd is not in " + folder.toRealPath(),
            "not read: ../../outside.xsd is not in "
                + folder.toRealPath()
                + "; name a folder around both with --schema-folder",
            "not used: gone.xsd does not exist");
  }

  @Test
  void readsWhatLiesInTheFolderThatIsNamed() throws IOException {
    Path parts = Files.createDirectory(folder.resolve("common"));
    Files.createDirectory(folder.resolve("maindoc"));
    schema("common/p.xsd", "<xs:complexType name='P'><xs:attribute name='id'/></xs:complexType>");
    String whole = "<xs:include schemaLocation='../common/p.xsd'/><xs:element name='A' type='P'/>";
    XmlSchema alone = schema("maindoc/a.xsd", whole);
    Path file = folder.resolve("maindoc/a.xsd");

    assertThatThrownBy(() -> alone.draft(null, null))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(
            "what the root element A consists of is in none of the files that were read")
        .hasMessageContaining("not read: ../common/p.xsd is not in ")
        .hasMessageContaining("--schema-folder");
    XmlSchema together = XmlSchema.read(file, folder, Clock.systemUTC());
    assertThat(tables(together.draft(null, null))).containsExactly("a: id string");
    assertThat(together.remarks()).isEmpty();
    assertThatThrownBy(() -> XmlSchema.read(file, parts, Clock.systemUTC()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is not in the folder of --schema-folder");
  }

  @Test
  void takesTheOnlyElementOfTheFileItselfForTheRoot() throws IOException {
    schema("p.xsd", "<xs:element name='P' type='xs:int'/>");

    XmlSchema schema =
        schema(
            "a.xsd",
            "<xs:include schemaLocation='p.xsd'/><xs:element name='A'><xs:complexType>"
                + "<xs:sequence><xs:element ref='P'/></xs:sequence></xs:complexType></xs:element>");

    assertThat(tables(schema.draft(null, null))).containsExactly("a: p int");
  }

  @Test
  void followsNoLinkOutOfTheFolder() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    schema("p.xsd", "<xs:element name='P' type='xs:int'/>");
    Files.createSymbolicLink(inside.resolve("p.xsd"), folder.resolve("p.xsd"));

    XmlSchema schema =
        schema("inside/a.xsd", "<xs:include schemaLocation='p.xsd'/><xs:element name='A'/>");

    assertThat(schema.remarks()).hasSize(1).first().asString().startsWith("not read: p.xsd");
  }

  @Test
  void looksAtWhatIsNearToTheRootFirstAndSaysWhatItLeaves() throws IOException {
    XmlSchema schema =
        schema(
            "wide.xsd",
            type("D", "d", 40, "xs:string")
                + type("C", "c", 30, "D' maxOccurs='9")
                + type("B", "b", 30, "C")
                + "<xs:complexType name='L'><xs:sequence><xs:element name='Name' type='xs:string'/>"
                + "<xs:element name='L' type='L' minOccurs='0'/></xs:sequence></xs:complexType>"
                + "<xs:element name='Invoice'><xs:complexType><xs:sequence>"
                + "<xs:element name='Party' type='B'/><xs:element name='Flag'><xs:complexType/>"
                + "</xs:element><xs:element name='Line' type='L' maxOccurs='unbounded'/>"
                + "</xs:sequence></xs:complexType></xs:element>");

    ContractDraft draft = schema.draft("Invoice", null);

    assertThat(draft.tables()).isEqualTo(60);
    assertThat(tables(draft))
        .contains("invoice: flag int", "line: line_no int, name string, l_name string")
        .anyMatch(table -> table.startsWith("c0: c0_no int, d0 string, d1 string"));
    assertThat(draft.text())
        .contains(
            "# Left to overflow: L/L: elements in it are beyond the 20,000 paths that are looked at.")
        .contains(" parts more: elements in it are beyond the 20,000 paths that are looked at.")
        .contains(" parts more: more than 60 tables.");
  }

  private static String type(String name, String element, int elements, String of) {
    return "<xs:complexType name='"
        + name
        + "'><xs:sequence>"
        + IntStream.range(0, elements)
            .mapToObj(i -> "<xs:element name='" + element + i + "' type='" + of + "'/>")
            .collect(Collectors.joining())
        + "</xs:sequence></xs:complexType>";
  }

  @Test
  void namesTheCandidatesWhereThereIsAChoice() throws IOException {
    XmlSchema schema =
        schema("ab.xsd", "<xs:element name='A'/><xs:element name='B' type='xs:int'/>");

    assertThatThrownBy(() -> schema.draft(null, null))
        .isInstanceOf(UsageException.class)
        .hasMessage("name the root element with --root; ab.xsd defines: A, B");
    assertThatThrownBy(() -> schema.draft("C", null))
        .hasMessage("there is no element C; ab.xsd defines: A, B");
  }

  @Test
  void endsWhereASchemaRefersToItself() throws IOException {
    XmlSchema schema =
        schema(
            "loop.xsd",
            """
            <xs:element name="A" type="T"/>
            <xs:complexType name="T">
              <xs:complexContent><xs:extension base="T">
                <xs:sequence>
                  <xs:group ref="g"/>
                  <xs:element name="B" type="T" maxOccurs="unbounded"/>
                  <xs:element name="v" type="S"/>
                </xs:sequence>
              </xs:extension></xs:complexContent>
            </xs:complexType>
            <xs:group name="g"><xs:sequence><xs:group ref="g"/></xs:sequence></xs:group>
            <xs:simpleType name="S"><xs:restriction base="S"/></xs:simpleType>
            """);

    assertThat(schema.draft(null, null).text()).contains(": it is nested in itself");
  }

  @Test
  void refusesWhatIsNoSchema() throws IOException {
    Path file = Files.writeString(folder.resolve("x.xsd"), "<A/>");

    assertThatThrownBy(() -> XmlSchema.read(file, null, Clock.systemUTC()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is not an XML Schema");
  }
}
