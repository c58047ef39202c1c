package io.reflux.standalone.terminal;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Writes a line whenever a stage has come a tenth further, and for the stages at work whenever a
 * minute has passed without one: for files, pipes and build servers.
 */
final class PlainDisplay implements ProgressDisplay {

  private static final int STEP_PERCENT = 10;
  private static final long LONGEST_SILENCE = TimeUnit.MINUTES.toNanos(1);

  private final PrintStream out;
  private final LongSupplier nanoTime;
  private final Map<Stage, Integer> stepsShown = new EnumMap<>(Stage.class);

  private long lastLine;

  PlainDisplay(PrintStream out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
    lastLine = nanoTime.getAsLong();
  }

  @Override
  public void show(List<StageState> stages) {
    long now = nanoTime.getAsLong();
    boolean silent = now - lastLine >= LONGEST_SILENCE;
    for (StageState state : stages) {
      int step = state.percent() / STEP_PERCENT;
      boolean further = step > stepsShown.getOrDefault(state.stage(), 0);
      if (further || (silent && !state.detail().isEmpty())) {
        stepsShown.put(state.stage(), step);
        lastLine = now;
        out.println(line(state));
      }
    }
    out.flush();
  }

  @Override
  public void say(String message) {
    out.println(message);
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }

  private static String line(StageState state) {
    String line =
        "%-12s %3d %%  %s".formatted(state.stage().label(), state.percent(), state.count());
    return state.detail().isEmpty() ? line.stripTrailing() : line + "  " + state.detail();
  }
}
