package io.reflux.pipeline.training;

import io.reflux.pipeline.jobs.WantedJob;
import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.data.DatasetCatalog;
import io.reflux.robustness.data.DatasetPair;
import io.reflux.robustness.evaluation.quality.ModelQuality;
import io.reflux.robustness.experiment.ModelSpec;
import io.reflux.robustness.experiment.ModelTraining;
import io.reflux.robustness.training.Targets;
import io.reflux.runtime.jobs.JobReporter;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.queue.JobContext;
import io.reflux.runtime.queue.JobFailure;
import io.reflux.schemas.avro.ArtifactRef;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes one model per job, and publishes a checkpoint after each epoch. Goes on from the last
 * checkpoint of an interrupted training; a finished model is not made again.
 *
 * @param <C> class of the checkpoints
 */
public final class ModelMaker<C> {

  private final EventMetas metas;
  private final ModelTraining training;
  private final DatasetCatalog datasets;
  private final TrainingMemory<C> memory;

  /** A maker of models that remembers earlier work. */
  public ModelMaker(
      EventMetas metas, ModelTraining training, DatasetCatalog datasets, TrainingMemory<C> memory) {
    this.metas = metas;
    this.training = training;
    this.datasets = datasets;
    this.memory = memory;
  }

  /**
   * Makes the model of a job, as {@link io.reflux.runtime.queue.JobHandler#handle} asks for it.
   *
   * @throws io.reflux.runtime.queue.JobFailedException if it cannot be made, now or ever
   * @throws InterruptedException if the delivery was cancelled
   */
  public void make(ModelJob job, JobContext context, Recipe<C> recipe) throws InterruptedException {
    unlessFinished(job, context, delivery -> train(job, delivery, recipe));
  }

  /**
   * Takes in a model that was made elsewhere: measures it on the test images and publishes it as a
   * finished one.
   *
   * @param weights the model as a checkpoint
   * @param record of the finished model
   * @throws io.reflux.runtime.queue.JobFailedException if it cannot be taken in, now or ever
   * @throws InterruptedException if the delivery was cancelled
   */
  public void adopt(
      ModelJob job, ArtifactRef weights, JobContext context, Function<ModelSnapshot, C> record)
      throws InterruptedException {
    unlessFinished(job, context, delivery -> measure(job, weights, delivery, record));
  }

  private void unlessFinished(ModelJob job, JobContext context, Consumer<WantedJob> work)
      throws InterruptedException {
    JobReporter reporter = reporter(job, context);
    memory.awaitCaughtUp();
    WantedJob delivery = new WantedJob(context, reporter, () -> memory.wants(job));
    delivery.run(
        () -> {
          if (!memory.finished(job.modelId())) {
            work.accept(delivery);
          }
        });
  }

  /** Tells of a failed attempt. */
  public void failed(ModelJob job, JobFailure failure, JobContext context) {
    reporter(job, context).failed(failure);
  }

  private void train(ModelJob job, WantedJob delivery, Recipe<C> recipe) {
    ModelSpec spec = job.spec();
    DatasetPair data = datasets.load(spec.dataset());
    Targets targets = recipe.targets(spec, data, delivery);
    Consumer<ModelSnapshot> told = snapshot -> publish(job, delivery, recipe.checkpoint(snapshot));
    TrainingProgress progress =
        new TrainingProgress(
            spec.plan(),
            delivery,
            state -> told.accept(unfinished(training.checkpoint(spec, data, state), delivery)));
    Checkpoint end = training.train(spec, data, targets, memory.resumable(job.modelId()), progress);
    told.accept(finished(end, training.measure(end, data), delivery));
  }

  private void measure(
      ModelJob job, ArtifactRef weights, WantedJob delivery, Function<ModelSnapshot, C> record) {
    DatasetPair data = datasets.load(job.external().dataset());
    Checkpoint model = Adoption.read(memory.stored(), weights);
    ModelQuality quality = Adoption.measured(model, data, training);
    publish(job, delivery, record.apply(finished(model, quality, delivery)));
  }

  private void publish(ModelJob job, WantedJob delivery, C record) {
    delivery.context().publish(memory.topic().topic(), job.modelId(), record);
  }

  private ModelSnapshot unfinished(Checkpoint checkpoint, WantedJob delivery) {
    ArtifactRef state = memory.stored().putState(checkpoint);
    return new ModelSnapshot(
        checkpoint, state, Optional.of(state), Optional.empty(), delivery.reporter().seconds());
  }

  private ModelSnapshot finished(Checkpoint end, ModelQuality measured, WantedJob delivery) {
    ArtifactRef weights = memory.stored().putWeights(end);
    return new ModelSnapshot(
        end,
        weights,
        Optional.empty(),
        Optional.of(QualityWriter.of(measured)),
        delivery.reporter().seconds());
  }

  private JobReporter reporter(ModelJob job, JobContext context) {
    return new JobReporter(job.subject(), context, metas);
  }
}
