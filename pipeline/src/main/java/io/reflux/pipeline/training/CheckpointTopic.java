package io.reflux.pipeline.training;

import io.reflux.schemas.avro.ArtifactRef;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.util.Optional;
import java.util.function.Function;

/**
 * A topic of checkpoints, and what a training reads back from them. The records of teachers and of
 * students are different classes with the same fields.
 *
 * @param topic where they are, by model
 * @param stage whether a checkpoint is the model's last
 * @param state from where a training can go on
 * @param <C> class of the records
 */
public record CheckpointTopic<C>(
    Topic<C> topic, Function<C, CheckpointStage> stage, Function<C, Optional<ArtifactRef>> state) {

  /** Baselines and teachers. */
  public static final CheckpointTopic<TeacherCheckpoint> TEACHERS =
      new CheckpointTopic<>(
          Topics.TEACHER_CHECKPOINTS, TeacherCheckpoint::getStage, TeacherCheckpoint::getState);

  /** Students. */
  public static final CheckpointTopic<StudentCheckpoint> STUDENTS =
      new CheckpointTopic<>(
          Topics.STUDENT_CHECKPOINTS, StudentCheckpoint::getStage, StudentCheckpoint::getState);
}
