package io.xmlfleet.bench;

import io.xmlfleet.report.SvgWriter;
import io.xmlfleet.text.Counted;
import java.util.Locale;

/**
 * Records a minute by number of workers, as bars with the range of the rounds. A picture that needs
 * nothing else. Immutable.
 */
public record ThroughputChart(BenchReport report) {
  private static final int BAR = 72;
  private static final int GAP = 40;
  private static final int LEFT = 90;
  private static final int TOP = 56;
  private static final int HEIGHT = 260;
  private static final int BOTTOM = 60;
  private static final int GRID_LINES = 4;
  private static final int NARROWEST = 460;

  /** The whole SVG document. */
  public String svg() {
    int bars = report.runs().size();
    int width = Math.max(NARROWEST, LEFT + GAP + bars * (BAR + GAP));
    SvgWriter svg = new SvgWriter();
    svg.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
            + " font-family=\"sans-serif\" font-size=\"13\">",
        width, TOP + HEIGHT + BOTTOM);
    svg.add("<title>%s</title>", title());
    svg.add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
    svg.add("<text x=\"%d\" y=\"24\" font-size=\"15\">%s</text>", LEFT / 4, title());
    grid(svg, width);
    for (int i = 0; i < bars; i++) {
      bar(svg, LEFT + GAP + i * (BAR + GAP), report.runs().get(i));
    }
    return svg.add("</svg>").toString();
  }

  private String title() {
    return String.format(
        Locale.ROOT,
        "%s: records per minute, %,d documents, %d rounds",
        report.plan().profile(),
        report.plan().documents(),
        report.plan().rounds());
  }

  private void grid(SvgWriter svg, int width) {
    for (int i = 0; i <= GRID_LINES; i++) {
      double value = top() * i / GRID_LINES;
      double y = y(value);
      svg.add(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
          LEFT, width - GAP / 2, y, y);
      svg.add(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#555555\">%,.0f</text>",
          LEFT - 8, y + 4, value);
    }
  }

  private void bar(SvgWriter svg, int x, BenchReport.Run run) {
    Figures rate = run.perMinute();
    double y = y(rate.median());
    double middle = x + BAR / 2.0;
    svg.add(
        "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"#2f6f9f\"/>",
        x, y, BAR, TOP + HEIGHT - y);
    svg.add(
        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#111111\"/>",
        middle, middle, y(rate.max()), y(rate.min()));
    label(svg, middle, y(rate.max()) - 8, String.format(Locale.ROOT, "%,.0f", rate.median()));
    label(svg, middle, TOP + HEIGHT + 20, Counted.of(run.workers(), "worker"));
    label(
        svg, middle, TOP + HEIGHT + 38, String.format(Locale.ROOT, "%.2f ×", report.speedup(run)));
  }

  private static void label(SvgWriter svg, double x, double y, String text) {
    svg.add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>", x, y, text);
  }

  private double y(double value) {
    return TOP + HEIGHT * (1 - value / top());
  }

  private double top() {
    return report.runs().stream().mapToDouble(run -> run.perMinute().max()).max().orElseThrow()
        * 1.1;
  }
}
