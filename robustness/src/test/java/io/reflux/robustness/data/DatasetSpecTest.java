package io.reflux.robustness.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.provenance.CanonicalJson;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetSpecTest {

  private static final String DIGEST = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @ValueSource(strings = {"fashion-mnist-mini", "fashion-mnist", "mnist"})
  void a_name_with_a_published_digest_needs_none(String name) {
    assertThat(DatasetSpec.of(name).resolvedDigest())
        .isEqualTo(KnownDataset.named(name).orElseThrow().publishedDigest())
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cifar10", "idx:images"})
  void a_name_without_a_published_digest_has_no_identity_without_one(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatasetSpec.of(name).identity())
        .withMessage("dataset " + name + " needs a digest in the request: it has no published one");
  }

  @Test
  void the_identity_is_the_content_and_the_limits_but_not_the_folder() {
    DatasetSpec spec = DatasetSpec.of("idx:images").withDigest(DIGEST).withSamples(100, 50);

    assertThat(CanonicalJson.of(spec.identity()))
        .isEqualTo(
            "{\"digest\":\""
                + DIGEST
                + "\",\"name\":\"idx\",\"testSamples\":50,\"trainingSamples\":100}");
    assertThat(DatasetSpec.of("idx:elsewhere").withDigest(DIGEST).withSamples(100, 50).identity())
        .isEqualTo(spec.identity());
  }

  @Test
  void the_published_digest_of_mnist_is_the_one_of_its_four_files() {
    assertThat(DatasetSpec.of("mnist").resolvedDigest())
        .contains("ac89dbc26b7b0b5f68ff586bc0579a0c16e78b3436b0c71ccdd0169cbebf9ff7");
  }

  @Test
  void an_unknown_name_is_refused_with_the_names_there_are() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatasetSpec.of("fashion"))
        .withMessage(
            "dataset must be one of [fashion-mnist-mini, fashion-mnist, mnist, cifar10] or idx:DIR,"
                + " was \"fashion\"");
    assertThatIllegalArgumentException().isThrownBy(() -> DatasetSpec.of("idx:"));
  }

  @Test
  void limits_beyond_a_known_size_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatasetSpec.of("fashion-mnist-mini").withSamples(10_001, 0))
        .withMessage("trainingSamples must be in [0, 10000], 0 meaning all, was 10001");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatasetSpec.of("idx:images").withSamples(0, -1))
        .withMessageStartingWith("testSamples must be in [0, ");
  }

  @Test
  void a_digest_that_contradicts_the_published_one_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatasetSpec.of("mnist").withDigest(DIGEST))
        .withMessageStartingWith("digest of mnist must be ")
        .withMessageEndingWith("was " + DIGEST + "; use idx:DIR for other content");
  }

  @Test
  void a_malformed_digest_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatasetSpec("cifar10", 0, 0, Optional.of("abc")))
        .withMessageStartingWith("dataset digest must be a SHA-256");
  }
}
