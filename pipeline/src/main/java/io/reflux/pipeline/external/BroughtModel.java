package io.reflux.pipeline.external;

import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.checkpoint.CheckpointCorruptedException;
import io.reflux.robustness.checkpoint.CheckpointFormat;
import io.reflux.robustness.interchange.ImportedModel;
import io.reflux.robustness.interchange.ModelImport;
import io.reflux.robustness.interchange.tensors.ModelImportException;
import io.reflux.robustness.provenance.Digests;
import io.reflux.runtime.artifact.ArtifactStore;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.ExternalModelRegistered;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A model that somebody brought as a file, in our terms. Nothing of the file but numbers and the
 * names of known layers goes any further.
 *
 * @param name what to call it
 * @param format {@code safetensors}, {@code ONNX} or {@code checkpoint}
 * @param sourceSha256 of the file
 * @param checkpoint the network, with the temperature that it was trained at
 * @param notes what was left out or turned round when it was read
 */
public record BroughtModel(
    String name, String format, String sourceSha256, Checkpoint checkpoint, List<String> notes) {

  private static final byte[] CHECKPOINT = {'R', 'F', 'L', 'X'};
  private static final String CHECKPOINT_FORMAT = "checkpoint";
  private static final double HIGHEST_TEMPERATURE = 1e6;

  /** Copies the list. */
  public BroughtModel {
    notes = List.copyOf(notes);
  }

  /**
   * Reads a file.
   *
   * @param name what to call it; empty = the file's name
   * @param temperature that it was trained at; empty = 1, or what a checkpoint of ours says
   * @throws ModelImportException naming the file, if it is no model that can be imported
   * @throws IllegalArgumentException if the temperature is out of range
   */
  public static BroughtModel read(Path file, Optional<String> name, OptionalDouble temperature) {
    temperature.ifPresent(BroughtModel::requireTemperature);
    byte[] content = ModelImport.content(file);
    BroughtModel read;
    try {
      read = startsLikeCheckpoint(content) ? ofOurs(content) : ofOthers(content);
    } catch (ModelImportException e) {
      throw new ModelImportException(file + ": " + e.getMessage(), e);
    }
    return read.called(name.orElseGet(() -> String.valueOf(file.getFileName())))
        .at(temperature.orElse(read.checkpoint.temperature()));
  }

  /** Its id: the same file at the same temperature has the same. */
  public String id() {
    return Registrations.id(Digests.sha256(weights()), architecture(), checkpoint.temperature());
  }

  /**
   * Stores it, and makes the record that registers it.
   *
   * @param artifacts the store that all services share
   */
  public ExternalModelRegistered register(ArtifactStore artifacts, EventMetas metas) {
    return ExternalModelRegistered.newBuilder()
        .setMeta(metas.create("", 0))
        .setModelId(id())
        .setName(name)
        .setWeights(artifacts.put(weights()).ref())
        .setFormat(format)
        .setSourceSha256(sourceSha256)
        .setArchitecture(architecture())
        .setTemperature(checkpoint.temperature())
        .setFeatures(checkpoint.structure().shape().features())
        .setClasses(checkpoint.structure().classes())
        .setNotes(notes)
        .build();
  }

  private static BroughtModel ofOthers(byte[] content) {
    ImportedModel model = ModelImport.read(content);
    return new BroughtModel(
        "", model.format(), Digests.sha256(content), model.toCheckpoint(), model.notes());
  }

  private static BroughtModel ofOurs(byte[] content) {
    try {
      Checkpoint checkpoint = CheckpointFormat.read(content);
      return new BroughtModel(
          "", CHECKPOINT_FORMAT, Digests.sha256(content), checkpoint, List.of());
    } catch (CheckpointCorruptedException | IllegalArgumentException e) {
      throw new ModelImportException(String.valueOf(e.getMessage()), e);
    }
  }

  private BroughtModel called(String other) {
    return new BroughtModel(other, format, sourceSha256, checkpoint, notes);
  }

  private BroughtModel at(double temperature) {
    return new BroughtModel(
        name,
        format,
        sourceSha256,
        new Checkpoint(checkpoint.structure(), temperature, checkpoint.state()),
        notes);
  }

  private byte[] weights() {
    return CheckpointFormat.writeWeights(checkpoint);
  }

  private String architecture() {
    return checkpoint.structure().architecture().canonicalJson();
  }

  private static boolean startsLikeCheckpoint(byte[] content) {
    return content.length >= CHECKPOINT.length
        && Arrays.equals(content, 0, CHECKPOINT.length, CHECKPOINT, 0, CHECKPOINT.length);
  }

  private static void requireTemperature(double temperature) {
    if (!(temperature > 0 && temperature <= HIGHEST_TEMPERATURE)) {
      throw new IllegalArgumentException(
          "the temperature of a model must be in (0, 1e6], was " + temperature);
    }
  }
}
