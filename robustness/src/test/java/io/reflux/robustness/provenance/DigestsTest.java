package io.reflux.robustness.provenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestsTest {

  /** The example of FIPS 180-2, appendix B.1. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void the_digest_of_abc_is_the_one_of_the_standard() {
    assertThat(Digests.sha256("abc")).isEqualTo(ABC);
  }

  @Test
  void bytes_streams_and_files_of_the_same_content_have_the_same_digest(@TempDir Path folder)
      throws IOException {
    byte[] content = "abc".getBytes(UTF_8);
    Path file = Files.write(folder.resolve("content"), content);

    assertThat(
            List.of(
                Digests.sha256(content),
                Digests.sha256(new ByteArrayInputStream(content)),
                Digests.sha256(file)))
        .containsOnly(ABC);
  }

  @Test
  void the_digest_of_parts_is_the_digest_of_their_lines() {
    assertThat(Digests.ofParts(List.of(ABC, ABC)))
        .isEqualTo(Digests.sha256(ABC + "\n" + ABC + "\n"));
  }

  @Test
  void the_order_of_parts_counts() {
    String other = Digests.sha256("other");

    assertThat(Digests.ofParts(List.of(ABC, other)))
        .isNotEqualTo(Digests.ofParts(List.of(other, ABC)));
  }

  @Test
  void what_is_not_a_lower_case_sha256_is_refused_by_name() {
    assertThatThrownBy(() -> Digests.requireSha256("digest", ABC.toUpperCase(Locale.ROOT)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("digest must be a SHA-256 of 64 lower-case hexadecimal characters");
  }
}
