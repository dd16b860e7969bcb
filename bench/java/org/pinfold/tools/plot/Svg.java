package org.pinfold.tools.plot;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringWriter;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Writes charts as SVG elements for one page: what they refer to by name is named differently in each of them. Text
 * stays text; its width is taken from the system's fonts, which have to be there.
 */
final class Svg {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private static final Pattern BROKEN = Pattern.compile("\\s*\\n\\s*(/?>)");

    private final SVGIDGenerator names = new SVGIDGenerator();

    /**
     * The element.
     *
     * @param says what the picture shows, for those who do not see it
     * @throws IOException if the system has no fonts, or only a Java without graphics
     */
    String of(JFreeChart chart, String says, int width, int height) throws IOException {
        System.setProperty("java.awt.headless", "true");
        requireFonts();
        return draw(chart, says, width, height);
    }

    private static void requireFonts() throws IOException {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getStringBounds("x", new FontRenderContext(null, true, true));
        } catch (RuntimeException | Error e) {
            // How the JDK tells differs from version to version.
            throw new IOException("Java cannot measure text here, so no picture can be drawn: install fonts "
                    + "(Debian: apt install fontconfig fonts-dejavu-core) and a JDK with java.desktop", e);
        }
    }

    private String draw(JFreeChart chart, String says, int width, int height) throws IOException {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
        context.setIDGenerator(names);
        context.setComment(null);
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(width, height));
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        Element root = graphics.getRoot();
        dropEmptyDefinitions(root);
        root.setAttribute("viewBox", "0 0 " + width + " " + height);
        root.setAttribute("role", "img");
        root.setAttribute("aria-label", says);
        StringWriter text = new StringWriter();
        graphics.stream(root, text, false, false);
        // Before it are the declarations of a document; within it, lines are broken in tags.
        return BROKEN.matcher(text.getBuffer().substring(text.getBuffer().indexOf("<svg"))).replaceAll("$1");
    }

    /** Of the whole document; they have the same name in each, and nothing of ours is in them. */
    private static void dropEmptyDefinitions(Element root) {
        Node first = root.getFirstChild();
        if (first.getNodeName().equals("defs") && !first.hasChildNodes()) {
            root.removeChild(first);
        }
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform has documents", e);
        }
    }
}
