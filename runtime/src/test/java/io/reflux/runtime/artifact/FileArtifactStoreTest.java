package io.reflux.runtime.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileArtifactStoreTest {

  private static final byte[] CONTENT = "abc".getBytes(UTF_8);

  /** The SHA-256 of "abc", from FIPS 180-4's examples. */
  private static final String DIGEST =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path root;
  private ArtifactStore store;

  @BeforeEach
  void open() {
    store = ArtifactStore.open(root.toUri());
  }

  @Test
  void what_was_put_can_be_got() {
    Artifact artifact = store.put(CONTENT);

    assertThat(artifact.sha256()).isEqualTo(DIGEST);
    assertThat(artifact.size()).isEqualTo(3);
    assertThat(store.get(artifact)).isEqualTo(CONTENT);
  }

  @Test
  void the_path_is_the_digest_in_two_levels_of_folders() throws IOException {
    store.put(CONTENT);

    assertThat(files()).containsExactly(root.resolve("ba/78/" + DIGEST));
  }

  @Test
  void the_same_content_is_stored_once() throws IOException {
    Artifact first = store.put(CONTENT);
    Artifact second = store.put(CONTENT);

    assertThat(second).isEqualTo(first);
    assertThat(files()).hasSize(1);
  }

  @Test
  void another_store_on_the_same_directory_reads_it() {
    Artifact artifact = store.put(CONTENT);

    assertThat(ArtifactStore.open(root.toUri()).get(artifact)).isEqualTo(CONTENT);
  }

  @Test
  void changed_bytes_are_reported_with_both_digests() throws IOException {
    Artifact artifact = store.put(CONTENT);
    Files.writeString(root.resolve("ba/78/" + DIGEST), "abd");

    assertThatExceptionOfType(ArtifactCorruptedException.class)
        .isThrownBy(() -> store.get(artifact))
        .withMessageContaining("expected sha256 " + DIGEST)
        .withMessageContaining(
            "found sha256 a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9");
  }

  @Test
  void corrupted_bytes_are_written_again_by_the_next_put() throws IOException {
    Artifact artifact = store.put(CONTENT);
    Files.writeString(root.resolve("ba/78/" + DIGEST), "a");

    store.put(CONTENT);

    assertThat(store.get(artifact)).isEqualTo(CONTENT);
  }

  @Test
  void deleted_bytes_are_reported_as_missing() throws IOException {
    Artifact artifact = store.put(CONTENT);
    Files.delete(root.resolve("ba/78/" + DIGEST));

    assertThatExceptionOfType(ArtifactMissingException.class)
        .isThrownBy(() -> store.get(artifact))
        .withMessageContaining(artifact.uri());
  }

  @Test
  void a_uri_outside_the_store_is_refused_even_with_a_stored_digest() {
    store.put(CONTENT);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.get(new Artifact("file:///etc/passwd", DIGEST, 3)))
        .withMessageContaining("file:///etc/passwd is not one of the store");
  }

  @Test
  void an_unfinished_write_leaves_no_artefact() throws IOException {
    Files.createDirectories(root.resolve("ba/78"));
    Files.writeString(root.resolve("ba/78/unfinished-1"), "ab");

    Artifact artifact = store.put(CONTENT);

    assertThat(store.get(artifact)).isEqualTo(CONTENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://bucket/key", "http://host/store", "data/artifacts"})
  void another_scheme_names_the_one_that_is_supported(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArtifactStore.open(URI.create(uri)))
        .withMessageContaining("must be a file: URI")
        .withMessageContaining(uri);
  }

  @Test
  void a_file_uri_on_another_host_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArtifactStore.open(URI.create("file://host/store")))
        .withMessageContaining("must be file:DIRECTORY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "BA7816", ""})
  void a_digest_that_is_none_is_refused(String digest) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Artifact("file:///x", digest, 1))
        .withMessageContaining("64 lower-case hexadecimal digits");
  }

  private Stream<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList().stream();
    }
  }
}
