package io.reflux.robustness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.data.DatasetSpec;
import org.junit.jupiter.api.Test;

final class ExternalModelTest {

  private static final String ID = "m-" + "0123456789abcdef".repeat(2);
  private static final DatasetSpec MNIST = DatasetSpec.of("mnist");

  @Test
  void a_model_is_another_one_on_other_test_images_and_the_same_on_other_training_images() {
    String id = new ExternalModel(ID, MNIST).id();

    assertThat(new ExternalModel(ID, MNIST.withSamples(0, 100)).id()).isNotEqualTo(id);
    assertThat(new ExternalModel(ID, DatasetSpec.of("fashion-mnist")).id()).isNotEqualTo(id);
    assertThat(new ExternalModel(ID, MNIST.withSamples(100, 0)).id()).isEqualTo(id);
  }

  @Test
  void a_specification_comes_back() {
    ExternalModel model = new ExternalModel(ID, MNIST.withSamples(7, 100));

    assertThat(ExternalModel.parse(model.canonical(), MNIST.withSamples(7, 100))).isEqualTo(model);
  }

  @Test
  void a_specification_of_other_data_is_refused() {
    String canonical = new ExternalModel(ID, MNIST).canonical();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExternalModel.parse(canonical, DatasetSpec.of("fashion-mnist")))
        .withMessageContaining("speaks of other data than fashion-mnist");
  }

  @Test
  void what_is_no_registered_id_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExternalModel("../weights", MNIST))
        .withMessageContaining("m- and 32 hexadecimal digits, one was '../weights'");
  }
}
