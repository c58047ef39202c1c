package io.reflux.evaluator.live;

import io.reflux.schemas.avro.JobEvent;
import java.util.List;

/**
 * How far one stage of an experiment is.
 *
 * @param stage training, distillation or attacks
 * @param done models finished or attacks complete, in [0, total]
 * @param total models to finish or attacks to complete
 * @param running the jobs of the stage that are under way, by ascending job id
 */
public record StageProgress(String stage, int done, int total, List<JobEvent> running) {

  /** Copies the list. */
  public StageProgress {
    running = List.copyOf(running);
  }
}
