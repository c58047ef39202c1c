package io.reflux.attacker;

import io.reflux.schemas.avro.ArtifactRef;
import io.reflux.schemas.avro.ModelQuality;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
import java.util.Optional;

/**
 * A model that can be attacked, whatever it was trained on.
 *
 * @param modelId its id
 * @param temperature that it was trained at
 * @param features of one image
 * @param classes that it tells apart
 * @param weights where they are
 * @param quality what was measured of it
 */
record FinishedModel(
    String modelId,
    double temperature,
    int features,
    int classes,
    ArtifactRef weights,
    Optional<ModelQuality> quality) {

  static FinishedModel of(TeacherCheckpoint checkpoint) {
    return new FinishedModel(
        checkpoint.getModelId(),
        checkpoint.getTemperature(),
        checkpoint.getFeatures(),
        checkpoint.getClasses(),
        checkpoint.getWeights(),
        checkpoint.getQuality());
  }

  static FinishedModel of(StudentCheckpoint checkpoint) {
    return new FinishedModel(
        checkpoint.getModelId(),
        checkpoint.getTemperature(),
        checkpoint.getFeatures(),
        checkpoint.getClasses(),
        checkpoint.getWeights(),
        checkpoint.getQuality());
  }
}
