package io.reflux.robustness.experiment;

import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.data.DatasetPair;
import io.reflux.robustness.data.ImageDataset;
import io.reflux.robustness.evaluation.quality.ModelQuality;
import io.reflux.robustness.evaluation.quality.QualityMeasurement;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.robustness.network.execution.ConvolutionalNetwork;
import io.reflux.robustness.network.execution.NetworkStructure;
import io.reflux.robustness.training.Targets;
import io.reflux.robustness.training.Trainer;
import io.reflux.robustness.training.TrainingListener;
import io.reflux.robustness.training.TrainingState;
import java.util.Optional;

/** Makes the model of a specification, and measures it. */
public final class ModelTraining {

  private final Compute compute;
  private final int gradientSamples;

  /**
   * A training on a compute.
   *
   * @param gradientSamples how many test images the gradient histogram is measured on, at least 0
   */
  public ModelTraining(Compute compute, int gradientSamples) {
    this.compute = compute;
    this.gradientSamples = gradientSamples;
  }

  /**
   * Trains to the end of the specification's plan.
   *
   * @param spec what to make
   * @param data its images
   * @param targets the answers for the training images
   * @param resume an earlier checkpoint of the same model; one of another model is not used
   * @param listener told how it goes on; gets the states of epochs
   */
  public Checkpoint train(
      ModelSpec spec,
      DatasetPair data,
      Targets targets,
      Optional<Checkpoint> resume,
      TrainingListener listener) {
    NetworkStructure structure = structure(spec, data);
    TrainingState start =
        resume
            .filter(checkpoint -> checkpoint.structure().equals(structure))
            .filter(checkpoint -> checkpoint.temperature() == spec.plan().temperature())
            .map(Checkpoint::state)
            .orElseGet(() -> TrainingState.initial(structure, spec.plan()));
    TrainingState end =
        new Trainer(structure, compute)
            .train(spec.plan(), start, data.training(), targets, listener);
    return checkpoint(spec, data, end);
  }

  /** The checkpoint of a state of a model's training. */
  public Checkpoint checkpoint(ModelSpec spec, DatasetPair data, TrainingState state) {
    return new Checkpoint(structure(spec, data), spec.plan().temperature(), state);
  }

  /** The trained network, ready to classify. */
  public ConvolutionalNetwork network(Checkpoint checkpoint) {
    return new ConvolutionalNetwork(
        checkpoint.structure(), checkpoint.state().parameters(), compute);
  }

  /** Measures a trained model on the test images. */
  public ModelQuality measure(Checkpoint checkpoint, DatasetPair data) {
    return QualityMeasurement.measure(
        network(checkpoint),
        data.test(),
        checkpoint.temperature(),
        QualityMeasurement.Limits.of(data.test(), gradientSamples));
  }

  private static NetworkStructure structure(ModelSpec spec, DatasetPair data) {
    ImageDataset training = data.training();
    return new NetworkStructure(spec.architecture(), training.shape(), training.classes());
  }
}
