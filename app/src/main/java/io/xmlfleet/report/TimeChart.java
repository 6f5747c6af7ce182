package io.xmlfleet.report;

import io.xmlfleet.progress.Timeline;
import java.util.List;
import java.util.function.ToLongFunction;

/** One number over time, as bars between labelled axes. Immutable. */
final class TimeChart {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 250;
  private static final int LEFT = 80;
  private static final int TOP = 12;
  private static final int BOTTOM = 190;
  private static final int TICKS = 4;

  private final Timeline timeline;
  private final List<Timeline.Slice> slices;
  private final ToLongFunction<Timeline.Slice> counted;
  private final double perMinute;
  private final double top;

  TimeChart(Timeline timeline, ToLongFunction<Timeline.Slice> counted) {
    this.timeline = timeline;
    this.slices = timeline.slices();
    this.counted = counted;
    this.perMinute = 60.0 / timeline.step().toSeconds();
    this.top = Math.max(1, slices.stream().mapToLong(counted).max().orElse(1));
  }

  /**
   * The picture.
   *
   * @param kind class of the bars
   * @param what is counted, as the axis says it
   */
  String svg(String kind, String what) {
    SvgWriter svg = new SvgWriter();
    String words = what + " per minute over time, at most " + number(top);
    svg.add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, words);
    for (int i = 0; i <= TICKS; i++) {
      double value = top * i / TICKS;
      double y = BOTTOM - (BOTTOM - TOP) * value / top;
      svg.add(
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH, y, y);
      label(svg, LEFT - 6, (int) y + 4, "end", number(value));
    }
    double step = (double) (WIDTH - LEFT) / slices.size();
    for (int i = 0; i < slices.size(); i++) {
      double height = (BOTTOM - TOP) * counted.applyAsLong(slices.get(i)) / top;
      if (height > 0) {
        svg.add(
            "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>",
            kind,
            LEFT + i * step,
            BOTTOM - height,
            Math.max(0.5, step - Math.min(1, step / 4)),
            height);
      }
    }
    label(svg, LEFT, BOTTOM + 18, "start", Words.time(slices.get(0).from()));
    label(
        svg,
        WIDTH,
        BOTTOM + 18,
        "end",
        Words.time(slices.get(slices.size() - 1).from().plus(timeline.step())));
    String time = "time (UTC); each bar " + Words.duration(timeline.step().toMillis() / 1e3);
    label(svg, (LEFT + WIDTH) / 2, BOTTOM + 40, "middle", time);
    svg.add(
        "<text x=\"%d\" y=\"%d\" transform=\"rotate(-90 14 %d)\" text-anchor=\"middle\">%s</text>",
        14, (TOP + BOTTOM) / 2, (TOP + BOTTOM) / 2, what + " per minute");
    return svg.add("</svg>").toString();
  }

  private String number(double inSlice) {
    return Words.number("%,.0f", inSlice * perMinute);
  }

  private static void label(SvgWriter svg, int x, int y, String anchor, String text) {
    svg.add("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>", x, y, anchor, text);
  }
}
