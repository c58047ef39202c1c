package io.reflux.pipeline.external;

import io.reflux.robustness.data.DatasetPair;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.execution.NetworkStructure;

/** Whether a model that was made elsewhere can be shown the images of a data set. */
public final class ModelFit {

  private ModelFit() {}

  /**
   * Checks that the model takes such images and tells as many classes apart.
   *
   * @throws UnfitModelException if not, saying what both have
   */
  public static void require(NetworkStructure model, DatasetPair data) {
    ImageShape images = data.test().shape();
    if (!model.shape().equals(images) || model.classes() != data.test().classes()) {
      throw new UnfitModelException(
          "the model takes images of %s and has %d classes, but %s has images of %s and %d classes"
              .formatted(
                  words(model.shape()),
                  model.classes(),
                  data.name(),
                  words(images),
                  data.test().classes()));
    }
  }

  private static String words(ImageShape shape) {
    return "%d x %d x %d".formatted(shape.height(), shape.width(), shape.channels());
  }
}
