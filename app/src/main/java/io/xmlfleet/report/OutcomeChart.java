package io.xmlfleet.report;

import io.xmlfleet.progress.Timeline;
import java.util.List;
import java.util.Locale;

/** Outcomes over time as bars: what failed on top of what succeeded. Immutable. */
final class OutcomeChart {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 220;
  private static final int LEFT = 60;
  private static final int TOP = 12;
  private static final int BOTTOM = 190;

  private final Timeline timeline;
  private final List<Timeline.Slice> slices;
  private final double perMinute;
  private final double highest;

  OutcomeChart(Timeline timeline) {
    this.timeline = timeline;
    this.slices = timeline.slices();
    this.perMinute = 60.0 / timeline.step().toSeconds();
    this.highest = slices.stream().mapToLong(OutcomeChart::all).max().orElse(1);
  }

  String svg() {
    SvgWriter svg = new SvgWriter();
    svg.add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, words());
    double step = (double) (WIDTH - LEFT) / slices.size();
    for (int i = 0; i < slices.size(); i++) {
      Timeline.Slice slice = slices.get(i);
      double x = LEFT + i * step;
      double width = Math.max(0.5, step - Math.min(1, step / 4));
      double succeeded = height(slice.succeeded());
      double failed = height(slice.failed());
      bar(svg, "ok", x, BOTTOM - succeeded, width, succeeded);
      bar(svg, "bad", x, BOTTOM - succeeded - failed, width, failed);
    }
    label(svg, LEFT - 6, TOP + 8, "end", number(highest * perMinute));
    label(svg, LEFT - 6, BOTTOM, "end", "0");
    label(svg, LEFT, BOTTOM + 18, "start", slices.get(0).from().toString());
    label(
        svg,
        WIDTH,
        BOTTOM + 18,
        "end",
        "outcomes a minute; each bar " + timeline.step().toSeconds() + " s");
    return svg.add("</svg>").toString();
  }

  private String words() {
    return "Outcomes a minute over time, at most " + number(highest * perMinute);
  }

  private double height(long count) {
    return (BOTTOM - TOP) * count / Math.max(1, highest);
  }

  private static long all(Timeline.Slice slice) {
    return slice.succeeded() + slice.failed();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static void bar(
      SvgWriter svg, String kind, double x, double y, double width, double height) {
    if (height > 0) {
      svg.add(
          "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>",
          kind, x, y, width, height);
    }
  }

  private static void label(SvgWriter svg, int x, int y, String anchor, String text) {
    svg.add("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>", x, y, anchor, text);
  }
}
