package io.reflux.robustness.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.data.format.LabelledPixels;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.provenance.Digests;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageDatasetTest {

  private static final ImageShape SHAPE = new ImageShape(1, 2, 1);

  private final ImageDataset dataset =
      dataset(new byte[] {0, 51, (byte) 255, 102, 10, 20}, 1, 0, 1);

  @Test
  void pixels_are_bytes_divided_by_255() {
    FloatMatrix pixels = dataset.pixels(new int[] {1, 0});

    assertThat(pixels.rows()).isEqualTo(2);
    assertThat(pixels.values()).containsExactly(1f, 0.4f, 0f, 0.2f);
  }

  @Test
  void a_range_of_pixels_is_the_same_as_its_indices() {
    assertThat(dataset.pixels(1, 3).values())
        .containsExactly(dataset.pixels(new int[] {1, 2}).values());
  }

  @Test
  void labels_are_those_of_the_asked_images() {
    assertThat(dataset.labels(new int[] {1, 2})).containsExactly(0, 1);
    assertThat(dataset.labels()).containsExactly(1, 0, 1);
    assertThat(dataset.label(0)).isEqualTo(1);
  }

  @Test
  void single_pixels_are_unsigned() {
    assertThat(dataset.pixel(1, 0)).isEqualTo(255);
  }

  @Test
  void digests_are_those_of_the_uncompressed_idx_files() {
    byte[] images = HexFormat.of().parseHex("00000803000000030000000100000002" + "0033ff660a14");
    byte[] labels = HexFormat.of().parseHex("0000080100000003" + "010001");

    assertThat(dataset.imagesDigest()).isEqualTo(Digests.sha256(images));
    assertThat(dataset.labelsDigest()).isEqualTo(Digests.sha256(labels));
    assertThat(dataset.digest())
        .isEqualTo(Digests.ofParts(List.of(Digests.sha256(images), Digests.sha256(labels))));
  }

  @Test
  void the_first_images_are_a_data_set_of_their_own() {
    ImageDataset first = dataset.first(2);

    assertThat(first.size()).isEqualTo(2);
    assertThat(first.digest()).isEqualTo(dataset(new byte[] {0, 51, -1, 102}, 1, 0).digest());
    assertThat(dataset.first(3)).isSameAs(dataset);
  }

  @Test
  void more_images_than_there_are_cannot_be_asked_for() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dataset.first(4))
        .withMessage("count must be in [1, 3], was 4");
  }

  @Test
  void a_label_without_a_class_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dataset(new byte[] {0, 0}, 2))
        .withMessage("labels must be in [0, 1], one was 2");
  }

  @Test
  void pixels_that_do_not_fit_the_labels_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dataset(new byte[] {0, 0, 0}, 1))
        .withMessageStartingWith("pixels must have 2 bytes for 1 labels");
  }

  @Test
  void a_pair_limits_its_images_and_keeps_the_digest_of_the_whole() {
    DatasetPair pair = DatasetPair.complete("tiny", dataset, dataset);

    DatasetPair limited = pair.first(2, 0);

    assertThat(limited.training().size()).isEqualTo(2);
    assertThat(limited.test().size()).isEqualTo(3);
    assertThat(limited.digest()).isEqualTo(pair.digest());
  }

  @Test
  void a_pair_says_how_many_images_it_has_when_more_are_asked_for() {
    DatasetPair pair = DatasetPair.complete("tiny", dataset, dataset);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> pair.first(0, 4))
        .withMessage("tiny has 3 test images, 4 were asked for");
  }

  @Test
  void training_and_test_images_must_describe_the_same_problem() {
    ImageDataset other =
        new ImageDataset(
            new LabelledPixels(new ImageShape(2, 1, 1), new byte[2], new byte[1]),
            List.of("no", "yes"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatasetPair.complete("odd", dataset, other))
        .withMessageStartingWith("training and test images must have the same shape and classes");
  }

  private static ImageDataset dataset(byte[] pixels, int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return new ImageDataset(new LabelledPixels(SHAPE, pixels, bytes), List.of("no", "yes"));
  }
}
