package org.pinfold.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The files that this build has made, and the one that it was made by. */
final class Delivered {
    static final Path BASE = Path.of(System.getProperty("pinfold.basedir"));
    static final Path LIBRARY = Path.of(System.getProperty("pinfold.jar"));
    static final Path CHECK = beside("-check.jar");
    static final Path TOOLS = beside("-tools.jar");
    static final Path POM = BASE.resolve("pom.xml");
    static final Path USERS_POM = LIBRARY.resolveSibling("users-pom.xml");

    private Delivered() {
    }

    private static Path beside(String ending) {
        return LIBRARY.resolveSibling(LIBRARY.getFileName().toString().replaceFirst("\\.jar$", ending));
    }

    static Manifest manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest();
        }
    }

    /** The text of each node that an expression finds, without regard to name spaces. */
    static List<String> find(Path xml, String expression) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Document document = factory.newDocumentBuilder().parse(xml.toFile());
            NodeList nodes = (NodeList) XPathFactory.newInstance().newXPath()
                    .evaluate(expression, document, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength()).mapToObj(i -> nodes.item(i).getTextContent().strip()).toList();
        } catch (IOException | SAXException | ParserConfigurationException | XPathExpressionException e) {
            throw new AssertionError(xml + ", " + expression, e);
        }
    }
}
