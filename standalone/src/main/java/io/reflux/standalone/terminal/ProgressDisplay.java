package io.reflux.standalone.terminal;

import java.util.List;

/** Shows people how far an experiment is. */
public interface ProgressDisplay extends AutoCloseable {

  /** Shows the state of the stages; may be called as often as there is news. */
  void show(List<StageState> stages);

  /** Says one thing that is to stay on the screen, such as a warning. */
  void say(String message);

  /** Leaves the last state on the screen and the cursor below it. */
  @Override
  void close();
}
