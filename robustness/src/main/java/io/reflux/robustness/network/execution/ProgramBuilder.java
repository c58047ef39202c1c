package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.Layer;
import io.reflux.robustness.network.ParameterLayout.Block;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Lays a network out as a {@link Program}. A convolution's ReLU moves behind a max-pool that
 * follows directly: the two commute, and the pooled map is smaller.
 */
final class ProgramBuilder {

  private final List<Stage> stages = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();
  private final NetworkStructure structure;
  private final int rows;
  private final boolean training;
  private final Iterator<Block> blocks;

  private ProgramBuilder(NetworkStructure structure, int rows, boolean training) {
    this.structure = structure;
    this.rows = rows;
    this.training = training;
    blocks = structure.layout().blocks().iterator();
    signals.add(Signal.of(rows, structure.shape()));
  }

  /**
   * A program for chunks of {@code rows} images.
   *
   * @param training whether dropout layers take part
   */
  static Program build(NetworkStructure structure, int rows, boolean training) {
    return new ProgramBuilder(structure, rows, training).build();
  }

  private Program build() {
    List<Layer> layers = structure.architecture().layers();
    for (int i = 0; i < layers.size(); i++) {
      boolean poolFollows = i + 1 < layers.size() && layers.get(i + 1) instanceof Layer.MaxPool;
      boolean follows = i > 0 && layers.get(i - 1) instanceof Layer.Convolution;
      add(layers.get(i), i, new Neighbours(follows, poolFollows));
    }
    Signal in = last();
    stages.add(new DenseStage(blocks.next(), in, next(new ImageShape(1, 1, structure.classes()))));
    return new Program(stages, signals);
  }

  private record Neighbours(boolean convolutionBefore, boolean poolAfter) {}

  private void add(Layer layer, int index, Neighbours neighbours) {
    Signal in = last();
    ImageShape shape = layer.output(in.shape());
    if (layer instanceof Layer.Convolution) {
      Block block = blocks.next();
      stages.add(
          in.shape().channels() <= ThinConvolutionStage.MOST_CHANNELS
              ? new ThinConvolutionStage(block, in, next(shape))
              : new ConvolutionStage(block, in, next(shape)));
      if (!neighbours.poolAfter()) {
        stages.add(new RectifierStage(last()));
      }
    } else if (layer instanceof Layer.MaxPool each) {
      stages.add(new MaxPoolStage(each.size(), in, next(shape)));
      if (neighbours.convolutionBefore()) {
        stages.add(new RectifierStage(last()));
      }
    } else if (layer instanceof Layer.Dense) {
      stages.add(new DenseStage(blocks.next(), in, next(shape)));
      stages.add(new RectifierStage(last()));
    } else if (layer instanceof Layer.Dropout each && training) {
      stages.add(new DropoutStage(each.rate(), index, in));
    }
  }

  private Signal next(ImageShape shape) {
    signals.add(Signal.of(rows, shape));
    return last();
  }

  private Signal last() {
    return signals.get(signals.size() - 1);
  }
}
