package io.reflux.robustness.data;

import io.reflux.robustness.provenance.Digests;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which images are meant. A data set has a known name ({@link KnownDataset}) or is a folder of IDX
 * files, {@code idx:DIR}. Its identity is its content: a digest stands in the specification, or
 * follows from the name where the published digest is known, so identities can be computed without
 * reading data.
 *
 * @param name {@code fashion-mnist-mini}, {@code fashion-mnist}, {@code mnist}, {@code cifar10} or
 *     {@code idx:DIR}
 * @param trainingSamples only the first training images, at least 1; 0 means all
 * @param testSamples only the first test images, at least 1; 0 means all
 * @param digest the content that is meant, as {@link DatasetPair#digest()} computes it; for a name
 *     with a published digest it can only be that one
 */
public record DatasetSpec(
    String name, int trainingSamples, int testSamples, Optional<String> digest) {

  private static final String FOLDER_PREFIX = "idx:";

  /** Checks the name, the limits and the digest. */
  public DatasetSpec {
    Optional<KnownDataset> known = KnownDataset.named(name);
    if (known.isEmpty() && !isFolder(name)) {
      throw new IllegalArgumentException(
          "dataset must be one of %s or idx:DIR, was \"%s\"".formatted(names(), name));
    }
    requireLimit("trainingSamples", trainingSamples, known.map(KnownDataset::trainingSize));
    requireLimit("testSamples", testSamples, known.map(KnownDataset::testSize));
    digest.ifPresent(given -> Digests.requireSha256("dataset digest", given));
    Optional<String> published = known.flatMap(KnownDataset::publishedDigest);
    if (published.isPresent() && digest.isPresent() && !published.equals(digest)) {
      throw new IllegalArgumentException(
          "digest of %s must be %s, was %s; use idx:DIR for other content"
              .formatted(name, published.get(), digest.get()));
    }
  }

  /** All images of a data set, without a digest of its own. */
  public static DatasetSpec of(String name) {
    return new DatasetSpec(name, 0, 0, Optional.empty());
  }

  /** The same, with only the first images; 0 means all. */
  public DatasetSpec withSamples(int training, int test) {
    return new DatasetSpec(name, training, test, digest);
  }

  /** The same, for exactly this content. */
  public DatasetSpec withDigest(String content) {
    return new DatasetSpec(name, trainingSamples, testSamples, Optional.of(content));
  }

  /** The known data set of this name; empty for {@code idx:DIR}. */
  public Optional<KnownDataset> known() {
    return KnownDataset.named(name);
  }

  /** The digest that is meant: the given one, else the published one. */
  public Optional<String> resolvedDigest() {
    return digest.or(() -> known().flatMap(KnownDataset::publishedDigest));
  }

  /**
   * What of a specification makes a model another model: the content and the limits, not the place.
   * Keys are sorted; values are texts and integers, ready for canonical JSON.
   *
   * @throws IllegalArgumentException if the digest is neither given nor published
   */
  public Map<String, Object> identity() {
    String content =
        resolvedDigest()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "dataset %s needs a digest in the request: it has no published one"
                            .formatted(name)));
    Map<String, Object> identity = new TreeMap<>();
    identity.put("name", isFolder(name) ? "idx" : name);
    identity.put("digest", content);
    identity.put("trainingSamples", trainingSamples);
    identity.put("testSamples", testSamples);
    return identity;
  }

  /** The folder of {@code idx:DIR}. */
  Optional<Path> folder() {
    return isFolder(name)
        ? Optional.of(Path.of(name.substring(FOLDER_PREFIX.length())))
        : Optional.empty();
  }

  private static boolean isFolder(String name) {
    return name.startsWith(FOLDER_PREFIX) && name.length() > FOLDER_PREFIX.length();
  }

  private static List<String> names() {
    return KnownDataset.all().stream().map(KnownDataset::name).toList();
  }

  private static void requireLimit(String limit, int value, Optional<Integer> size) {
    int maximum = size.orElse(Integer.MAX_VALUE);
    if (value < 0 || value > maximum) {
      throw new IllegalArgumentException(
          "%s must be in [0, %d], 0 meaning all, was %d".formatted(limit, maximum, value));
    }
  }
}
