package io.reflux.distiller;

import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.distillation.SoftLabels;
import io.reflux.robustness.evaluation.quality.ModelQuality;
import io.reflux.robustness.experiment.ModelSpec;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.runtime.artifact.Artifact;
import io.reflux.runtime.jobs.JobReporter;
import io.reflux.runtime.jobs.JobSubject;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.queue.JobContext;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.DistillationJob;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.SoftLabelBatch;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.packed.PackedFloats;
import io.reflux.schemas.topic.Topics;
import java.util.Optional;

/** The only translation between the distiller's records and the terms of the science. */
final class DistillerMessages {

  private final EventMetas metas;

  DistillerMessages(EventMetas metas) {
    this.metas = metas;
  }

  static String jobId(String studentId) {
    return "distil-" + studentId;
  }

  DistillationJob job(ExperimentPlan plan, PlannedModel student, TeacherCheckpoint teacher) {
    return DistillationJob.newBuilder()
        .setMeta(
            metas.derive(
                plan.getExperimentId(),
                plan.getMeta().getProducedAt(),
                Topics.DISTILLATION_JOBS.name(),
                student.getModelId()))
        .setJobId(jobId(student.getModelId()))
        .setModelId(student.getModelId())
        .setAttempt(0)
        .setTeacherId(teacher.getModelId())
        .setTeacher(teacher.getWeights())
        .setDataset(plan.getDataset())
        .setSpec(student.getSpec())
        .build();
  }

  static ModelSpec spec(DistillationJob job) {
    DatasetRef dataset = job.getDataset();
    return ModelSpec.parse(
        job.getSpec(),
        new DatasetSpec(
            dataset.getName(),
            dataset.getTrainingSamples(),
            dataset.getTestSamples(),
            Optional.of(dataset.getDigest())));
  }

  JobReporter reporter(DistillationJob job, JobContext context) {
    return new JobReporter(
        new JobSubject(
            job.getJobId(),
            JobKind.DISTILLATION,
            job.getModelId(),
            Optional.empty(),
            job.getMeta().getExperimentId()),
        context,
        metas);
  }

  SoftLabelBatch softLabels(
      DistillationJob job, double temperature, int first, FloatMatrix labels) {
    return SoftLabelBatch.newBuilder()
        .setMeta(metas.create(job.getMeta().getExperimentId(), job.getAttempt()))
        .setModelId(job.getTeacherId())
        .setBatch(first / SoftLabels.BATCH)
        .setFirstSample(first)
        .setSamples(labels.rows())
        .setClasses(labels.columns())
        .setTemperature(temperature)
        .setProbabilities(PackedFloats.pack(labels.values()))
        .build();
  }

  StudentCheckpoint epoch(
      DistillationJob job, Checkpoint checkpoint, Artifact state, double seconds) {
    return checkpoint(job, checkpoint, seconds)
        .setStage(CheckpointStage.EPOCH)
        .setWeights(state.ref())
        .setState(state.ref())
        .build();
  }

  StudentCheckpoint finished(
      DistillationJob job, Checkpoint end, Artifact weights, ModelQuality quality, double seconds) {
    return checkpoint(job, end, seconds)
        .setStage(CheckpointStage.FINAL)
        .setWeights(weights.ref())
        .setQuality(QualityWriter.of(quality))
        .build();
  }

  private StudentCheckpoint.Builder checkpoint(
      DistillationJob job, Checkpoint checkpoint, double seconds) {
    return StudentCheckpoint.newBuilder()
        .setMeta(metas.create(job.getMeta().getExperimentId(), job.getAttempt()))
        .setModelId(job.getModelId())
        .setParentId(job.getTeacherId())
        .setEpoch(checkpoint.state().epoch())
        .setEpochs(DistillerMessages.spec(job).plan().epochs())
        .setTemperature(checkpoint.temperature())
        .setSpec(job.getSpec())
        .setFeatures(checkpoint.structure().shape().features())
        .setClasses(checkpoint.structure().classes())
        .setTrainingLoss(checkpoint.state().loss())
        .setDatasetDigest(job.getDataset().getDigest())
        .setTrainingSeconds(seconds);
  }
}
