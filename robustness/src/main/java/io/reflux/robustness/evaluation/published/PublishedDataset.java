package io.reflux.robustness.evaluation.published;

import java.util.Optional;

/** A data set that numbers were published for. */
public enum PublishedDataset {
  /** MNIST, as named {@code mnist}. */
  MNIST("mnist"),
  /** CIFAR-10, as named {@code cifar10}. */
  CIFAR10("cifar10");

  private final String datasetName;

  PublishedDataset(String datasetName) {
    this.datasetName = datasetName;
  }

  /** The published data set of a name; empty for Fashion-MNIST, which came later, and others. */
  public static Optional<PublishedDataset> named(String datasetName) {
    for (PublishedDataset dataset : values()) {
      if (dataset.datasetName.equals(datasetName)) {
        return Optional.of(dataset);
      }
    }
    return Optional.empty();
  }
}
