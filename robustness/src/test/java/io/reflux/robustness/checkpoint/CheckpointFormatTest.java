package io.reflux.robustness.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.Initialization;
import io.reflux.robustness.network.Layer;
import io.reflux.robustness.network.Parameters;
import io.reflux.robustness.network.execution.NetworkStructure;
import io.reflux.robustness.training.TrainingState;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CheckpointFormatTest {

  private static final NetworkStructure STRUCTURE =
      new NetworkStructure(
          new Architecture("two", List.of(new Layer.Dense(3))), new ImageShape(2, 2, 1), 2);

  @Test
  void a_state_comes_back_whole() {
    assertThat(CheckpointFormat.read(CheckpointFormat.writeState(checkpoint())))
        .isEqualTo(checkpoint());
  }

  @Test
  void weights_come_back_without_the_momentum_buffer() {
    Checkpoint read = CheckpointFormat.read(CheckpointFormat.writeWeights(checkpoint()));

    assertThat(read.state().parameters()).isEqualTo(checkpoint().state().parameters());
    assertThat(read.state().velocity()).isEqualTo(Parameters.zeros(STRUCTURE.layout()));
  }

  @Test
  void the_same_checkpoint_is_the_same_bytes() {
    assertThat(CheckpointFormat.writeState(checkpoint()))
        .isEqualTo(CheckpointFormat.writeState(checkpoint()));
  }

  @Test
  void every_flipped_byte_is_noticed() {
    byte[] good = CheckpointFormat.writeWeights(checkpoint());

    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      assertThatExceptionOfType(CheckpointCorruptedException.class)
          .as("byte %d", i)
          .isThrownBy(() -> CheckpointFormat.read(bad));
    }
  }

  @Test
  void every_shorter_file_is_refused() {
    byte[] good = CheckpointFormat.writeWeights(checkpoint());

    for (int length = 0; length < good.length; length++) {
      byte[] bad = Arrays.copyOf(good, length);
      assertThatExceptionOfType(CheckpointCorruptedException.class)
          .as("length %d", length)
          .isThrownBy(() -> CheckpointFormat.read(bad));
    }
  }

  @Test
  void a_damaged_file_names_both_digests() {
    byte[] bad = CheckpointFormat.writeWeights(checkpoint());
    bad[bad.length - 40] ^= 1;

    assertThatExceptionOfType(CheckpointCorruptedException.class)
        .isThrownBy(() -> CheckpointFormat.read(bad))
        .withMessageMatching(
            "checkpoint is damaged: its digest must be \\p{XDigit}{64}, was \\p{XDigit}{64}");
  }

  private static Checkpoint checkpoint() {
    Parameters drawn = Initialization.HE.draw(STRUCTURE.layout(), 3);
    Parameters velocity = Initialization.GLOROT.draw(STRUCTURE.layout(), 4);
    return new Checkpoint(STRUCTURE, 20, new TrainingState(drawn, velocity, 2, 0.5));
  }
}
