package io.reflux.distiller;

import io.reflux.pipeline.training.ModelJob;
import io.reflux.pipeline.training.ModelSnapshot;
import io.reflux.robustness.distillation.SoftLabels;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.runtime.jobs.JobSubject;
import io.reflux.runtime.messages.EventMetas;
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

  static ModelJob model(DistillationJob job) {
    return new ModelJob(
        new JobSubject(
            job.getJobId(),
            JobKind.DISTILLATION,
            job.getModelId(),
            Optional.empty(),
            job.getMeta().getExperimentId()),
        job.getDataset(),
        job.getSpec(),
        job.getMeta().getProducedAt());
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

  StudentCheckpoint checkpoint(DistillationJob job, ModelSnapshot snapshot) {
    return StudentCheckpoint.newBuilder()
        .setMeta(metas.create(job.getMeta().getExperimentId(), job.getAttempt()))
        .setModelId(job.getModelId())
        .setParentId(job.getTeacherId())
        .setStage(snapshot.stage())
        .setEpoch(snapshot.epoch())
        .setEpochs(model(job).spec().plan().epochs())
        .setTemperature(snapshot.checkpoint().temperature())
        .setSpec(job.getSpec())
        .setWeights(snapshot.weights())
        .setState(snapshot.state().orElse(null))
        .setFeatures(snapshot.features())
        .setClasses(snapshot.classes())
        .setTrainingLoss(snapshot.loss())
        .setDatasetDigest(job.getDataset().getDigest())
        .setTrainingSeconds(snapshot.seconds())
        .setQuality(snapshot.quality().orElse(null))
        .build();
  }
}
