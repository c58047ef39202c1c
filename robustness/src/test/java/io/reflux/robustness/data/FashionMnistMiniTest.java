package io.reflux.robustness.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.data.download.DownloadListener;
import io.reflux.robustness.data.format.LabelledPixels;
import io.reflux.robustness.network.ImageShape;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistMiniTest {

  @TempDir private Path cache;

  @Test
  void the_bundled_data_set_is_complete_and_has_its_published_digest() {
    DatasetPair pair = load();

    assertThat(pair.training().size()).isEqualTo(10_000);
    assertThat(pair.test().size()).isEqualTo(2_000);
    assertThat(pair.training().shape()).isEqualTo(new ImageShape(28, 28, 1));
    assertThat(pair.digest())
        .isEqualTo(DatasetSpec.of("fashion-mnist-mini").resolvedDigest().orElseThrow());
  }

  @Test
  void classes_are_interleaved_so_that_every_prefix_is_balanced() {
    DatasetPair pair = load();

    assertThat(pair.training().labels())
        .containsExactly(IntStream.range(0, 10_000).map(i -> i % 10).toArray());
    assertThat(pair.test().labels())
        .containsExactly(IntStream.range(0, 2_000).map(i -> i % 10).toArray());
  }

  @Test
  void it_ships_with_the_notice_of_its_licence() {
    assertThat(getClass().getResource("fashion-mnist-mini/LICENSE.txt")).isNotNull();
  }

  @Test
  void balancing_takes_the_first_images_of_each_class_in_file_order() {
    byte[] labels = new byte[40];
    byte[] pixels = new byte[40];
    for (int i = 0; i < 40; i++) {
      labels[i] = (byte) (9 - i / 2 % 10);
      pixels[i] = (byte) i;
    }

    LabelledPixels balanced =
        FashionMnistMiniWriter.balanced(
            new LabelledPixels(new ImageShape(1, 1, 1), pixels, labels), 2);

    assertThat(balanced.pixels())
        .containsExactly(18, 16, 14, 12, 10, 8, 6, 4, 2, 0, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1);
  }

  private DatasetPair load() {
    return new DatasetCatalog(DatasetLocations.defaults(cache), DownloadListener.silent())
        .load(DatasetSpec.of("fashion-mnist-mini"));
  }
}
