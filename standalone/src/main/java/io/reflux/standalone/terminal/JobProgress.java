package io.reflux.standalone.terminal;

import io.reflux.schemas.avro.JobCancelled;
import io.reflux.schemas.avro.JobCompleted;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobFailed;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.JobProgressed;
import io.reflux.schemas.avro.JobStarted;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far one job is, by the last thing that was told of it. */
final class JobProgress {

  private final JobKind kind;
  private final String modelId;
  private final @Nullable String attackId;
  private long done;
  private long total;
  private String detail = "";
  private State state = State.WAITING;

  private enum State {
    WAITING,
    RUNNING,
    COMPLETED,
    ENDED
  }

  /** A job that nothing is known of but what it is for. */
  JobProgress(JobEvent event) {
    this.kind = event.getKind();
    this.modelId = event.getModelId();
    this.attackId = event.getAttackId().orElse(null);
  }

  /** Takes the body of an event in. */
  void take(Object body) {
    if (body instanceof JobStarted) {
      state = State.RUNNING;
    } else if (body instanceof JobProgressed progress) {
      state = State.RUNNING;
      done = progress.getDone();
      total = progress.getTotal();
      detail = progress.getDetail();
    } else if (body instanceof JobCompleted) {
      state = State.COMPLETED;
      done = total;
    } else if (body instanceof JobFailed || body instanceof JobCancelled) {
      state = State.ENDED;
    }
  }

  JobKind kind() {
    return kind;
  }

  String modelId() {
    return modelId;
  }

  @Nullable String attackId() {
    return attackId;
  }

  String detail() {
    return detail;
  }

  boolean running() {
    return state == State.RUNNING;
  }

  /** Units of work done, in the job's own unit; 0 if they were never told. */
  long done() {
    return done;
  }

  /** The share of the job that is done, in [0, 1]. */
  double fraction() {
    if (state == State.COMPLETED) {
      return 1;
    }
    return total == 0 ? 0 : Math.min(1, (double) done / total);
  }

  boolean isFor(JobKind kind, String modelId, @Nullable String attackId) {
    return this.kind == kind
        && this.modelId.equals(modelId)
        && Objects.equals(this.attackId, attackId);
  }

  /** The model, if this is an attack on it. */
  Optional<String> attackedModel() {
    return kind == JobKind.ATTACK ? Optional.of(modelId) : Optional.empty();
  }
}
