package io.reflux.standalone.terminal;

import java.io.PrintStream;
import java.util.List;

/**
 * Redraws one bar per stage in place, with the two escape sequences that every terminal of the last
 * forty years understands: cursor up, and erase to the end of the line. Lines are cut to the width
 * of the terminal, because a wrapped line would be counted as one and leave a trail.
 */
final class LiveDisplay implements ProgressDisplay {

  private static final String ERASE_REST = "\u001b[K";
  private static final int BAR_CELLS = 24;
  private static final long REDRAW_NANOS = 100_000_000L;

  private final PrintStream out;
  private final TerminalTraits traits;
  private int linesOnScreen;
  private long lastDrawn;
  private List<StageState> latest = List.of();

  LiveDisplay(PrintStream out, TerminalTraits traits) {
    this.out = out;
    this.traits = traits;
    this.lastDrawn = System.nanoTime() - REDRAW_NANOS;
  }

  @Override
  public void show(List<StageState> stages) {
    latest = List.copyOf(stages);
    if (System.nanoTime() - lastDrawn >= REDRAW_NANOS) {
      draw();
    }
  }

  @Override
  public void say(String message) {
    rewind();
    out.print(message + ERASE_REST + "\n");
    linesOnScreen = 0;
    draw();
  }

  @Override
  public void close() {
    draw();
  }

  private void draw() {
    rewind();
    for (StageState state : latest) {
      out.print(cut(line(state)) + ERASE_REST + "\n");
    }
    linesOnScreen = latest.size();
    lastDrawn = System.nanoTime();
    out.flush();
  }

  private void rewind() {
    if (linesOnScreen > 0) {
      out.print("\u001b[" + linesOnScreen + "A\r");
    }
  }

  private String line(StageState state) {
    int filled = (int) (state.fraction() * BAR_CELLS);
    String bar = traits.full().repeat(filled) + traits.empty().repeat(BAR_CELLS - filled);
    return "%-12s %s %3d %%  %s  %s"
        .formatted(state.stage().label(), bar, state.percent(), state.count(), state.detail())
        .stripTrailing();
  }

  private String cut(String line) {
    return line.length() < traits.columns() ? line : line.substring(0, traits.columns() - 1);
  }
}
