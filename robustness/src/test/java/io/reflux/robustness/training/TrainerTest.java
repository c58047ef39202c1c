package io.reflux.robustness.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.Initialization;
import io.reflux.robustness.network.Layer;
import io.reflux.robustness.network.Parameters;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.robustness.network.execution.ConvolutionalNetwork;
import io.reflux.robustness.network.execution.NetworkStructure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class TrainerTest {

  private static final int IMAGES = 200;
  private static final NetworkStructure STRUCTURE =
      new NetworkStructure(
          new Architecture(
              "tiny",
              List.of(
                  new Layer.Convolution(4, 3),
                  new Layer.MaxPool(2),
                  new Layer.Dense(8),
                  new Layer.Dropout(0.2))),
          Stripes.SHAPE,
          2);

  private static Compute two;
  private static Compute one;

  @BeforeAll
  static void start() {
    two = new Compute(2);
    one = new Compute(1);
  }

  @AfterAll
  static void stop() {
    two.close();
    one.close();
  }

  @Test
  void training_learns_to_tell_the_halves_apart() {
    TrainingPlan plan = new TrainingPlan(1, 20, 16, 0.1, 0.5, 1, 0, 5, Initialization.HE);

    TrainingState end = train(plan, two, TrainingListener.none());

    assertThat(accuracy(end)).isGreaterThan(0.95);
    assertThat(end.loss()).isLessThan(0.3);
  }

  @Test
  void the_same_seed_gives_the_same_bytes_on_any_number_of_threads() {
    Parameters first = train(plan(2), two, TrainingListener.none()).parameters();
    Parameters second = train(plan(2), one, TrainingListener.none()).parameters();

    assertThat(second).isEqualTo(first);
  }

  @Test
  void another_seed_gives_other_parameters() {
    TrainingPlan plan = plan(1);
    TrainingPlan other =
        new TrainingPlan(1, 1, 32, 0.1, 0.5, 1, 0, plan.seed() + 1, Initialization.HE);

    assertThat(train(other, two, TrainingListener.none()).parameters())
        .isNotEqualTo(train(plan, two, TrainingListener.none()).parameters());
  }

  @Test
  void a_resumed_run_ends_with_the_bytes_of_an_undisturbed_one() {
    List<TrainingState> states = new ArrayList<>();
    TrainingState undisturbed =
        train(
            plan(4),
            two,
            new TrainingListener() {
              @Override
              public void epochDone(TrainingState state) {
                states.add(state);
              }
            });

    TrainingState resumed =
        new Trainer(STRUCTURE, two)
            .train(plan(4), states.get(1), Stripes.images(IMAGES), hard(), TrainingListener.none());

    assertThat(states).extracting(TrainingState::epoch).containsExactly(1, 2, 3, 4);
    assertThat(resumed).isEqualTo(undisturbed);
  }

  @Test
  void soft_labels_of_one_and_zero_train_like_hard_ones() {
    float[] ones = new float[IMAGES * 2];
    for (int i = 0; i < IMAGES; i++) {
      ones[i * 2 + Stripes.labels(IMAGES)[i]] = 1;
    }

    TrainingState soft =
        new Trainer(STRUCTURE, two)
            .train(
                plan(1),
                TrainingState.initial(STRUCTURE, plan(1)),
                Stripes.images(IMAGES),
                Targets.soft(new FloatMatrix(IMAGES, 2, ones)),
                TrainingListener.none());

    assertThat(soft).isEqualTo(train(plan(1), two, TrainingListener.none()));
  }

  @Test
  void an_infinite_loss_stops_the_training_with_advice() {
    TrainingPlan wild = new TrainingPlan(1e-6, 5, 32, 1000, 0.9, 1, 0, 1, Initialization.HE);

    assertThatExceptionOfType(TrainingDivergedException.class)
        .isThrownBy(() -> train(wild, two, TrainingListener.none()))
        .withMessageContaining("training diverged at T = 1.0E-6 in epoch 1")
        .withMessageContaining("lower the learning rate");
  }

  @Test
  void a_listener_can_cancel_between_batches() {
    TrainingListener impatient =
        new TrainingListener() {
          @Override
          public boolean cancelled() {
            return true;
          }
        };

    assertThatExceptionOfType(TrainingCancelledException.class)
        .isThrownBy(() -> train(plan(1), two, impatient));
  }

  @Test
  void labels_and_images_must_be_as_many() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                new Trainer(STRUCTURE, two)
                    .train(
                        plan(1),
                        TrainingState.initial(STRUCTURE, plan(1)),
                        Stripes.images(3),
                        hard(),
                        TrainingListener.none()))
        .withMessage(
            "there must be one target per image and at least one, were 200 targets and 3 images");
  }

  private static TrainingPlan plan(int epochs) {
    return new TrainingPlan(1, epochs, 48, 0.1, 0.5, 0.5, 2, 5, Initialization.HE);
  }

  private static Targets hard() {
    return Targets.hard(Stripes.labels(IMAGES), 2);
  }

  private static TrainingState train(
      TrainingPlan plan, Compute compute, TrainingListener listener) {
    return new Trainer(STRUCTURE, compute)
        .train(
            plan, TrainingState.initial(STRUCTURE, plan), Stripes.images(IMAGES), hard(), listener);
  }

  private static double accuracy(TrainingState state) {
    FloatMatrix logits =
        new ConvolutionalNetwork(STRUCTURE, state.parameters(), two)
            .logits(Stripes.images(IMAGES).range(0, IMAGES));
    int[] labels = Stripes.labels(IMAGES);
    int correct = 0;
    for (int i = 0; i < IMAGES; i++) {
      correct += logits.argMax(i) == labels[i] ? 1 : 0;
    }
    return (double) correct / IMAGES;
  }
}
