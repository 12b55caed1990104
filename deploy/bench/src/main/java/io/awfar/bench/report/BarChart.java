package io.awfar.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Horizontal bars, as SVG that browsers and forges show in a light and a dark page alike.
public final class BarChart {

  private static final int WIDTH = 760;
  private static final int LABELS_MIN = 230;

  /// On average, in the fonts that browsers take.
  private static final int LETTER = 7;

  private static final int LABEL_GAP = 10;
  private static final int VALUES = 130;
  private static final int ROW = 34;
  private static final int TOP = 52;
  private static final String OURS = "#1a8f5c";
  private static final String OTHERS = "#8a94a3";

  private record Bar(String label, double value, boolean ours) {}

  private final String title;
  private final String unit;
  private final List<Bar> bars = new ArrayList<>();

  public BarChart(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  String title() {
    return title;
  }

  /// @param ours whether it is Awfar's, which is drawn in a colour of its own
  public void add(String label, double value, boolean ours) {
    bars.add(new Bar(label, value, ours));
  }

  String svg() {
    double longest = bars.stream().mapToDouble(Bar::value).max().orElse(1);
    int labels = Math.max(LABELS_MIN, longestLabel() * LETTER + 2 * LABEL_GAP);
    int height = TOP + bars.size() * ROW + 12;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" \
        font-family="system-ui, sans-serif" font-size="14">
        <title>%s</title>
        <rect width="100%%" height="100%%" rx="8" fill="#ffffff"/>
        <text x="20" y="30" font-size="16" font-weight="600" fill="#1c2430">%s</text>
        """
            .formatted(WIDTH, height, escape(title), escape(title)));
    for (int i = 0; i < bars.size(); i++) {
      svg.append(row(bars.get(i), TOP + i * ROW, labels, longest));
    }
    return svg.append("</svg>\n").toString();
  }

  private int longestLabel() {
    return bars.stream().mapToInt(bar -> bar.label.length()).max().orElse(0);
  }

  private String row(Bar bar, int top, int labels, double longest) {
    double length = longest == 0 ? 0 : bar.value / longest * (WIDTH - labels - VALUES);
    return String.format(
        Locale.ROOT,
        """
        <text x="%d" y="%d" text-anchor="end" fill="#1c2430">%s</text>
        <rect x="%d" y="%d" width="%.1f" height="22" rx="3" fill="%s"/>
        <text x="%.1f" y="%d" fill="#1c2430">%s %s</text>
        """,
        labels - LABEL_GAP,
        top + 16,
        escape(bar.label),
        labels,
        top,
        Math.max(1, length),
        bar.ours ? OURS : OTHERS,
        labels + length + 8,
        top + 16,
        Figures.figure(bar.value),
        escape(unit));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
