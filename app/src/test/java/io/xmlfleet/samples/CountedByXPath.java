package io.xmlfleet.samples;

import java.io.ByteArrayInputStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.xml.sax.helpers.DefaultHandler;

/** A document read by the JDK's own parser and asked by XPath: a second opinion about rows. */
final class CountedByXPath {
  private final XPath xpath = XPathFactory.newInstance().newXPath();
  private final Document document;

  CountedByXPath(byte[] bytes) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setErrorHandler(new DefaultHandler());
    this.document = builder.parse(new ByteArrayInputStream(bytes));
  }

  /** The nodes that an XPath over plain names finds. */
  long count(String expression) {
    return ((Number) evaluate("count(" + expression + ")", XPathConstants.NUMBER)).longValue();
  }

  String text(String expression) {
    return (String) evaluate("normalize-space(" + expression + ")", XPathConstants.STRING);
  }

  /** {@code a/b} as steps that do not look at namespaces. */
  static String anyNamespace(String path) {
    StringBuilder steps = new StringBuilder();
    for (String name : path.split("/", -1)) {
      steps.append('/').append(name.equals("*") ? "*" : "*[local-name()='" + name + "']");
    }
    return steps.toString();
  }

  private Object evaluate(String expression, javax.xml.namespace.QName type) {
    try {
      return xpath.evaluate(expression, document, type);
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(expression, e);
    }
  }
}
