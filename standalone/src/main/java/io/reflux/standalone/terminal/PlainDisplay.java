package io.reflux.standalone.terminal;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes a line whenever a stage has come a tenth further: for files, pipes and build servers. */
final class PlainDisplay implements ProgressDisplay {

  private static final int STEP_PERCENT = 10;

  private final PrintStream out;
  private final Map<Stage, Integer> stepsShown = new EnumMap<>(Stage.class);

  PlainDisplay(PrintStream out) {
    this.out = out;
  }

  @Override
  public void show(List<StageState> stages) {
    for (StageState state : stages) {
      int step = state.percent() / STEP_PERCENT;
      if (step > stepsShown.getOrDefault(state.stage(), 0)) {
        stepsShown.put(state.stage(), step);
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
