package org.pinfold.tools.plot;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Paint;
import java.awt.geom.Ellipse2D;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.AbstractRenderer;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The kinds of pictures. */
final class Charts {
    private static final Ink[] OF_LINES = {Ink.FIRST, Ink.SECOND, Ink.THIRD, Ink.FOURTH, Ink.FIFTH, Ink.SIXTH,
        Ink.SEVENTH, Ink.EIGHTH};
    /** Lengths that differ by more than this factor cannot be compared on a linear axis. */
    private static final double WIDE = 20;
    private static final double DOT = 8;
    private static final BasicStroke SOLID = new BasicStroke(2);
    /** Of lines whose colour another line has already. */
    private static final BasicStroke DASHED =
            new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 3}, 0);

    static {
        // Else text that is turned becomes outlines.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private Charts() {
    }

    /** Bars from left to right, one below the other; on a logarithmic axis if they differ much. */
    static JFreeChart bars(String axisLabel, List<Bar> bars) {
        double least = bars.stream().mapToDouble(Bar::value).filter(value -> value > 0).min().orElse(1);
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        boolean wide = most / least > WIDE;
        NumberAxis axis = wide ? LogScale.axis(axisLabel, least, most) : new NumberAxis(axisLabel);
        double base = wide ? axis.getLowerBound() : 0;
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        bars.forEach(bar -> data.addValue(
                bar.value() <= 0 ? base : wide ? LogScale.at(bar.value()) : bar.value(), "", bar.label()));
        BarRenderer renderer = new BarRenderer() {
            private static final long serialVersionUID = 1;

            @Override
            public Paint getItemPaint(int row, int column) {
                return bars.get(column).ink().color();
            }
        };
        renderer.setBase(base);
        renderer.setIncludeBaseInRange(!wide);
        CategoryAxis labels = new CategoryAxis();
        labels.setMaximumCategoryLabelWidthRatio(1);
        labels.setLowerMargin(0.02);
        labels.setUpperMargin(0.02);
        CategoryPlot plot = new CategoryPlot(data, labels, axis, renderer);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_RIGHT);
        return themed(plot, List.of(labels, axis), false);
    }

    /** Values on a logarithmic axis, one below the other, with a line where the value is 1. */
    static JFreeChart dots(String axisLabel, List<Dot> dots) {
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        XYErrorRenderer renderer = keeping(new XYErrorRenderer());
        renderer.setDrawYError(false);
        renderer.setErrorStroke(new BasicStroke(2));
        renderer.setCapLength(0);
        for (int i = 0; i < dots.size(); i++) {
            Dot dot = dots.get(i);
            XYIntervalSeries series = new XYIntervalSeries(i);
            series.add(LogScale.at(dot.value()), LogScale.at(dot.low()), LogScale.at(dot.high()), i, i, i);
            data.addSeries(series);
            renderer.setSeriesPaint(i, dot.ink().color());
            renderer.setSeriesShape(i, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
        }
        SymbolAxis labels = new SymbolAxis(null, dots.stream().map(Dot::label).toArray(String[]::new));
        labels.setInverted(true);
        labels.setGridBandsVisible(false);
        double least = dots.stream().mapToDouble(Dot::low).min().orElse(1);
        double most = dots.stream().mapToDouble(Dot::high).max().orElse(1);
        NumberAxis axis = LogScale.axis(axisLabel, Math.min(1, least), Math.max(1, most));
        XYPlot plot = new XYPlot(data, axis, labels, renderer);
        plot.addDomainMarker(new ValueMarker(LogScale.at(1), Ink.LINE.color(), new BasicStroke(1.5f)));
        return themed(plot, List.of(labels, axis), false);
    }

    /** Lines over a common axis, with their names. */
    static JFreeChart lines(String xLabel, String yLabel, List<Line> lines) {
        NumberAxis y = new NumberAxis(yLabel);
        y.setAutoRangeIncludesZero(true);
        return lines(xLabel, y, lines, value -> value);
    }

    /** The same with values on a logarithmic axis; points that have no place on it are left out. */
    static JFreeChart logLines(String xLabel, String yLabel, List<Line> lines) {
        List<Line> shown = lines.stream().map(line -> new Line(line.name(),
                line.points().stream().filter(point -> point.y() > 0).toList())).toList();
        DoubleSummaryStatistics range = shown.stream().flatMap(line -> line.points().stream())
                .mapToDouble(Line.Point::y).summaryStatistics();
        NumberAxis y = range.getCount() == 0 ? LogScale.axis(yLabel, 1, 1)
                : LogScale.axis(yLabel, range.getMin(), range.getMax());
        return lines(xLabel, y, shown, LogScale::at);
    }

    private static JFreeChart lines(String xLabel, NumberAxis y, List<Line> lines, DoubleUnaryOperator place) {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = keeping(new XYLineAndShapeRenderer(true, false));
        // Else each of the pieces between points is an element of its own.
        renderer.setDrawSeriesLineAsPath(true);
        for (int i = 0; i < lines.size(); i++) {
            XYSeries series = new XYSeries(lines.get(i).name());
            lines.get(i).points().forEach(point -> series.add(point.x(), place.applyAsDouble(point.y())));
            data.addSeries(series);
            renderer.setSeriesPaint(i, OF_LINES[i % OF_LINES.length].color());
            renderer.setSeriesStroke(i, i < OF_LINES.length ? SOLID : DASHED);
        }
        NumberAxis x = new NumberAxis(xLabel);
        x.setAutoRangeIncludesZero(false);
        return themed(new XYPlot(data, x, y, renderer), List.of(x, y), true);
    }

    /** That keeps the colours and strokes that it is given; otherwise a theme takes them away. */
    private static <R extends AbstractRenderer> R keeping(R renderer) {
        renderer.setAutoPopulateSeriesPaint(false);
        renderer.setAutoPopulateSeriesStroke(false);
        return renderer;
    }

    /** In the colours of pages, on their background. */
    private static JFreeChart themed(Plot plot, List<Axis> axes, boolean legend) {
        JFreeChart chart = new JFreeChart(null, JFreeChart.DEFAULT_TITLE_FONT, plot, legend);
        StandardChartTheme theme = new StandardChartTheme("page");
        theme.setExtraLargeFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        theme.setLargeFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        theme.setRegularFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        theme.setSmallFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        theme.setAxisLabelPaint(Ink.TEXT.color());
        theme.setTickLabelPaint(Ink.TEXT.color());
        theme.setLegendItemPaint(Ink.TEXT.color());
        theme.setDomainGridlinePaint(Ink.GRID.color());
        theme.setRangeGridlinePaint(Ink.GRID.color());
        theme.setShadowVisible(false);
        theme.setBarPainter(new StandardBarPainter());
        theme.apply(chart);
        plot.setOutlineVisible(false);
        plot.setInsets(new RectangleInsets(4, 4, 4, 24));
        plot.setBackgroundPaint(null);
        chart.setBackgroundPaint(null);
        if (legend) {
            chart.getLegend().setBackgroundPaint(null);
            chart.getLegend().setFrame(BlockBorder.NONE);
        }
        for (Axis axis : axes) {
            axis.setAxisLinePaint(Ink.LINE.color());
            axis.setTickMarkPaint(Ink.LINE.color());
        }
        return chart;
    }
}
