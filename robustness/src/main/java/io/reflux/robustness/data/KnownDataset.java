package io.reflux.robustness.data;

import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.provenance.Digests;
import java.util.List;
import java.util.Optional;

/**
 * A data set that Reflux knows by name.
 *
 * <p>The <em>published digest</em> is that of the content its authors published, and the content a
 * request without a digest means. {@code cifar10} has none: what its author published is an
 * archive, which a download is checked against, and the content of the batches inside was not
 * verified for this table. A request for it carries the digest of the content it means; {@link
 * DatasetCatalog#resolve} fills it in.
 */
public final class KnownDataset {

  private final String name;
  private final ImageShape shape;
  private final List<String> classNames;
  private final Sizes sizes;
  private final Publication publication;

  /** How many images a data set has. */
  record Sizes(int training, int test) {}

  KnownDataset(
      String name,
      ImageShape shape,
      List<String> classNames,
      Sizes sizes,
      Publication publication) {
    this.name = name;
    this.shape = shape;
    this.classNames = List.copyOf(classNames);
    this.sizes = sizes;
    this.publication = publication;
  }

  /** All known data sets, the bundled one first. */
  public static List<KnownDataset> all() {
    return KnownDatasets.ALL;
  }

  /** The data set of a name. */
  public static Optional<KnownDataset> named(String name) {
    return all().stream().filter(known -> known.name.equals(name)).findFirst();
  }

  /** The name requests use. */
  public String name() {
    return name;
  }

  /** The shape of each image. */
  public ImageShape shape() {
    return shape;
  }

  /** The classes' names in label order. */
  public List<String> classNames() {
    return classNames;
  }

  /** The number of training images. */
  public int trainingSize() {
    return sizes.training();
  }

  /** The number of test images. */
  public int testSize() {
    return sizes.test();
  }

  /** The digest of the published content, as {@link DatasetPair#digest()} computes it. */
  public Optional<String> publishedDigest() {
    List<String> parts = publication.partDigests();
    return parts.isEmpty() ? Optional.empty() : Optional.of(Digests.ofParts(parts));
  }

  Publication publication() {
    return publication;
  }

  @Override
  public String toString() {
    return name;
  }
}
