package org.pinfold.tools.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jfree.chart.JFreeChart;

/** A page in the making: parts in the order in which they are added. */
public final class Page {
    private static final int WIDTH = 460;
    private static final int LINES_HEIGHT = 300;
    private static final int AROUND_ROWS = 60;
    private static final int ROW_HEIGHT = 22;

    private static final String STYLE = """
            body{margin:2rem auto;max-width:76rem;padding:0 1rem;background:var(--page);color:var(--text);
            font:15px/1.5 system-ui,sans-serif}
            h1{font-size:1.6rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}
            .warning{border:2px solid var(--alarm);color:var(--alarm);padding:.5rem 1rem;font-weight:600}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem}dt{color:var(--line)}dd{margin:0}
            dd{overflow-wrap:anywhere}.beside{display:flex;flex-wrap:wrap;gap:1rem;align-items:flex-start}
            .beside>*{min-width:0}svg{max-width:100%;height:auto}.wide{overflow-x:auto}
            figure{margin:0}figcaption{color:var(--line);font-size:.85rem}
            figcaption::first-letter{text-transform:uppercase}
            table{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums}
            td,th{padding:.15rem .6rem;text-align:right;border-bottom:1px solid var(--grid);white-space:nowrap}
            td:first-child,th:first-child{text-align:left}th{background:var(--soft)}
            td.good,td.old,td.bad{white-space:normal}td.good{background:var(--good)}td.old{background:var(--old)}
            td.bad{background:var(--bad);color:var(--alarm);font-weight:600}
            .key{white-space:nowrap;margin-right:1em}
            .key::before{content:"";display:inline-block;width:.8em;height:.8em;margin-right:.3em;background:var(--ink)}
            @media (max-width:40rem){body{margin:1rem auto}dl{grid-template-columns:1fr}
            td:first-child{white-space:normal;min-width:7rem}}
            """;

    private final String title;
    private final StringBuilder body = new StringBuilder();
    private final StringBuilder ownStyle = new StringBuilder();
    private final Svg svg = new Svg();

    /** An empty page. */
    public Page(String title) {
        this.title = title;
        body.append("<h1>").append(escaped(title)).append("</h1>\n");
    }

    /** Names with what they are. */
    public Page facts(Map<String, String> facts) {
        body.append("<dl>");
        facts.forEach((name, what) -> body.append("<dt>").append(escaped(name)).append("</dt><dd>")
                .append(escaped(what)).append("</dd>\n"));
        body.append("</dl>\n");
        return this;
    }

    /** A heading. */
    public Page heading(String text) {
        return element("h2", "", text);
    }

    /** A paragraph. */
    public Page text(String text) {
        return element("p", "", text);
    }

    /** A paragraph that nobody should miss. */
    public Page warning(String text) {
        return element("p", " class=\"warning\"", text);
    }

    /** Items of a list. */
    public Page list(List<String> items) {
        body.append("<ul>");
        items.forEach(item -> element("li", "", item));
        body.append("</ul>\n");
        return this;
    }

    /** A table; its first row is the header, its first column is set left. */
    public Page table(List<List<String>> rows) {
        return cells(rows.stream().map(Cell::row).toList());
    }

    /** A table whose cells have marks. */
    public Page cells(List<List<Cell>> rows) {
        body.append("<div class=\"wide\"><table>\n");
        for (List<Cell> row : rows) {
            String name = row == rows.getFirst() ? "th" : "td";
            body.append(row.stream().map(cell -> "<" + name + attributes(cell.mark()) + ">" + escaped(cell.text())
                    + "</" + name + ">").collect(Collectors.joining("", "<tr>", "</tr>\n")));
        }
        body.append("</table></div>\n");
        return this;
    }

    private static String attributes(Cell.Mark mark) {
        return mark == Cell.Mark.PLAIN ? "" : " class=\"" + mark.name().toLowerCase(Locale.ROOT) + "\"";
    }

    /** What is HTML already, of {@link #escaped} text; for pictures that no chart is. */
    Page markup(String html) {
        body.append(html).append('\n');
        return this;
    }

    /** Rules for such markup, after those of all pages. */
    Page style(String rules) {
        ownStyle.append(rules);
        return this;
    }

    /** What {@code parts} adds, side by side where there is room. */
    Page beside(Parts parts) throws IOException {
        body.append("<div class=\"beside\">\n");
        parts.addTo(this);
        body.append("</div>\n");
        return this;
    }

    /** Adds parts to a page. */
    interface Parts {
        void addTo(Page page) throws IOException;
    }

    /** What the colours mean. */
    Page key(Map<Ink, String> meanings) {
        body.append("<p>");
        meanings.forEach((ink, meaning) -> body.append("<span class=\"key\" style=\"--ink:var(--")
                .append(ink.name().toLowerCase(Locale.ROOT)).append(")\">").append(escaped(meaning))
                .append("</span> "));
        body.append("</p>\n");
        return this;
    }

    /** A picture of bars. */
    Page bars(String says, String axis, List<Bar> bars) throws IOException {
        return picture(Charts.bars(axis, bars), says, AROUND_ROWS + ROW_HEIGHT * bars.size());
    }

    /** A picture of values and their ranges around 1. */
    Page dots(String says, String axis, List<Dot> dots) throws IOException {
        return picture(Charts.dots(axis, dots), says, AROUND_ROWS + ROW_HEIGHT * dots.size());
    }

    /**
     * A picture of lines.
     *
     * @param says what it shows, for those who do not see it
     * @throws IOException if this machine cannot draw
     */
    public Page lines(String says, String xAxis, String yAxis, List<Line> lines) throws IOException {
        return picture(Charts.lines(xAxis, yAxis, lines), says, LINES_HEIGHT);
    }

    /** The same on a logarithmic axis. */
    Page logLines(String says, String xAxis, String yAxis, List<Line> lines) throws IOException {
        return picture(Charts.logLines(xAxis, yAxis, lines), says, LINES_HEIGHT);
    }

    private Page picture(JFreeChart chart, String says, int height) throws IOException {
        body.append("<figure><figcaption>").append(escaped(says)).append("</figcaption>")
                .append(svg.of(chart, says, WIDTH, height)).append("</figure>\n");
        return this;
    }

    /** The page as it is now, in a file; folders on the way to it are made. */
    public void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, html());
    }

    String html() {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + escaped(title)
                + "</title>\n<style>\n" + Paper.style() + Ink.style() + STYLE + ownStyle
                + "</style>\n</head>\n<body>\n" + body
                + "</body>\n</html>\n";
    }

    private Page element(String name, String attributes, String text) {
        body.append('<').append(name).append(attributes).append('>').append(escaped(text)).append("</").append(name)
                .append(">\n");
        return this;
    }

    /** As text within an element or an attribute. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
