package io.reflux.pipeline.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.pipeline.fixture.LinearModelFile;
import io.reflux.pipeline.fixture.TinyData;
import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.checkpoint.CheckpointFormat;
import io.reflux.robustness.data.DatasetPair;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.interchange.tensors.ModelImportException;
import io.reflux.runtime.artifact.Artifact;
import io.reflux.runtime.artifact.ArtifactStore;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.ExternalModelRegistered;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BroughtModelTest {

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() {
    file = LinearModelFile.ofTinyData(directory.resolve("mine.safetensors"));
  }

  @Test
  void the_same_file_is_the_same_model_whatever_it_is_called() throws Exception {
    Path copy = Files.copy(file, directory.resolve("copy"));

    assertThat(read(copy, OptionalDouble.empty()).id()).isEqualTo(read(file).id());
    assertThat(read(copy, OptionalDouble.empty()).name()).isEqualTo("copy");
  }

  @Test
  void another_temperature_makes_another_model() {
    assertThat(read(file, OptionalDouble.of(20)).id()).isNotEqualTo(read(file).id());
    assertThat(read(file, OptionalDouble.of(1)).id()).isEqualTo(read(file).id());
  }

  @Test
  void a_registration_leads_to_a_checkpoint_of_the_model_and_is_what_its_id_says() {
    ArtifactStore artifacts = ArtifactStore.open(directory.resolve("artifacts").toUri());
    BroughtModel model = read(file, OptionalDouble.of(20));

    ExternalModelRegistered registered = registered(model, artifacts);

    Checkpoint stored = CheckpointFormat.read(artifacts.get(Artifact.of(registered.getWeights())));
    assertThat(stored.temperature()).isEqualTo(20);
    assertThat(stored.structure()).isEqualTo(model.checkpoint().structure());
    assertThat(registered.getModelId()).isEqualTo(model.id());
    assertThat(registered.getFeatures()).isEqualTo(TinyData.SIDE * TinyData.SIDE);
    assertThat(registered.getClasses()).isEqualTo(TinyData.CLASSES);
    assertThat(Registrations.checked(registered)).isSameAs(registered);
  }

  @Test
  void a_registration_under_another_id_is_refused() {
    ArtifactStore artifacts = ArtifactStore.open(directory.resolve("artifacts").toUri());
    ExternalModelRegistered forged =
        ExternalModelRegistered.newBuilder(registered(read(file), artifacts))
            .setTemperature(2)
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Registrations.checked(forged))
        .withMessageContaining("the digest of weights, architecture and temperature");
  }

  @Test
  void a_checkpoint_of_ours_is_read_with_its_own_temperature() throws Exception {
    BroughtModel model = read(file, OptionalDouble.of(20));
    Path ours =
        Files.write(directory.resolve("ours"), CheckpointFormat.writeWeights(model.checkpoint()));

    assertThat(read(ours).format()).isEqualTo("checkpoint");
    assertThat(read(ours).id()).isEqualTo(model.id());
  }

  @Test
  void a_damaged_checkpoint_of_ours_is_refused_by_its_name() throws Exception {
    Path ours = Files.writeString(directory.resolve("ours"), "RFLX" + "x".repeat(100));

    assertThatExceptionOfType(ModelImportException.class)
        .isThrownBy(() -> read(ours))
        .withMessageStartingWith(ours + ": checkpoint is damaged");
  }

  @Test
  void what_is_no_model_is_refused_by_its_name() throws Exception {
    Path text = Files.writeString(directory.resolve("text"), "hello");

    assertThatExceptionOfType(ModelImportException.class)
        .isThrownBy(() -> read(text))
        .withMessageStartingWith(text + ": expected a safetensors file");
    assertThatExceptionOfType(ModelImportException.class)
        .isThrownBy(() -> read(directory.resolve("none")))
        .withMessage(directory.resolve("none") + ": expected a file, found none");
  }

  @Test
  void a_temperature_that_is_none_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(file, OptionalDouble.of(0)))
        .withMessage("the temperature of a model must be in (0, 1e6], was 0.0");
  }

  @Test
  void a_model_fits_images_of_its_shape_and_classes_alone() {
    TinyData tiny = new TinyData(directory.resolve("data"));
    DatasetPair data = tiny.catalog().load(DatasetSpec.of(tiny.ref().getName()));
    Path other = LinearModelFile.write(directory.resolve("other"), 28, 10);

    ModelFit.require(read(file).checkpoint().structure(), data);

    assertThatExceptionOfType(UnfitModelException.class)
        .isThrownBy(() -> ModelFit.require(read(other).checkpoint().structure(), data))
        .withMessageStartingWith("the model takes images of 28 x 28 x 1 and has 10 classes, but ")
        .withMessageEndingWith(" has images of 4 x 4 x 1 and 3 classes");
  }

  private static ExternalModelRegistered registered(BroughtModel model, ArtifactStore artifacts) {
    return model.register(artifacts, new EventMetas("test", "0", Clock.systemUTC()));
  }

  private static BroughtModel read(Path path) {
    return read(path, OptionalDouble.empty());
  }

  private static BroughtModel read(Path path, OptionalDouble temperature) {
    return BroughtModel.read(path, Optional.empty(), temperature);
  }
}
