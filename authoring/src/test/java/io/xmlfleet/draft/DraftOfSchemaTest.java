package io.xmlfleet.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.failure.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftOfSchemaTest {
  @TempDir private Path folder;

  private XmlSchema schema(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(
        file,
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns='urn:o'"
            + " targetNamespace='urn:o'>"
            + content
            + "</xs:schema>");
    return XmlSchema.read(file, Clock.systemUTC());
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

    assertThat(new String(schema.specimen(null), StandardCharsets.UTF_8))
        .isEqualTo("<Note xmlns=\"urn:o\" on=\"x\">x<Link to=\"x\"></Link></Note>");
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
            "not read: https://example.org/x.xsd is not in the schema's folder",
            "not read: ../../outside.xsd is not in the schema's folder",
            "not used: gone.xsd cannot be read: NoSuchFileException");
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

    assertThat(schema.draft(null, null).text()).contains("is nested in itself");
  }

  @Test
  void refusesWhatIsNoSchema() throws IOException {
    Path file = Files.writeString(folder.resolve("x.xsd"), "<A/>");

    assertThatThrownBy(() -> XmlSchema.read(file, Clock.systemUTC()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is not an XML Schema");
  }
}
