package io.reflux.robustness.network;

/**
 * One layer of a network, as data. The closed set below is all that the paper's networks need; the
 * last layer, dense to the classes without activation, is implied by every {@link Architecture}.
 *
 * <p>Constructors throw {@link IllegalArgumentException} when a component is out of its range.
 */
public sealed interface Layer {

  /** The layer's kind as written in an architecture: {@code convolution}, {@code max-pool}, ... */
  String kind();

  /**
   * The shape of this layer's output.
   *
   * @param input the shape of its input; a flat vector is {@code 1 x 1 x n}
   * @throws IllegalArgumentException if the input is too small, or flat where a map is needed
   */
  ImageShape output(ImageShape input);

  /** The layer as canonical JSON: {@code {"dense":{"units":200}}}. */
  String canonicalJson();

  /**
   * A convolution with square kernel, stride 1, no padding, followed by ReLU.
   *
   * @param filters output channels, in [1, 1024]
   * @param kernel height and width in pixels, in [1, 15]
   */
  record Convolution(int filters, int kernel) implements Layer {

    /** Checks the ranges. */
    public Convolution {
      Ranges.check("filters", filters, 1, 1024);
      Ranges.check("kernel", kernel, 1, 15);
    }

    @Override
    public String kind() {
      return "convolution";
    }

    @Override
    public ImageShape output(ImageShape input) {
      Ranges.fits("kernel", kernel, input);
      return new ImageShape(input.height() - kernel + 1, input.width() - kernel + 1, filters);
    }

    @Override
    public String canonicalJson() {
      return "{\"convolution\":{\"filters\":%d,\"kernel\":%d}}".formatted(filters, kernel);
    }
  }

  /**
   * The largest value of each square window; windows do not overlap, and what is left over at the
   * right and bottom edges is dropped.
   *
   * @param size height, width and stride of the window in pixels, in [2, 15]
   */
  record MaxPool(int size) implements Layer {

    /** Checks the range. */
    public MaxPool {
      Ranges.check("size", size, 2, 15);
    }

    @Override
    public String kind() {
      return "max-pool";
    }

    @Override
    public ImageShape output(ImageShape input) {
      Ranges.fits("size", size, input);
      return new ImageShape(input.height() / size, input.width() / size, input.channels());
    }

    @Override
    public String canonicalJson() {
      return "{\"max-pool\":{\"size\":%d}}".formatted(size);
    }
  }

  /**
   * A fully connected layer followed by ReLU; a map is flattened in NHWC order.
   *
   * @param units outputs, in [1, 8192]
   */
  record Dense(int units) implements Layer {

    /** Checks the range. */
    public Dense {
      Ranges.check("units", units, 1, 8192);
    }

    @Override
    public String kind() {
      return "dense";
    }

    @Override
    public ImageShape output(ImageShape input) {
      return new ImageShape(1, 1, units);
    }

    @Override
    public String canonicalJson() {
      return "{\"dense\":{\"units\":%d}}".formatted(units);
    }
  }

  /**
   * Inverted dropout: in training each value is zeroed with probability {@code rate} and otherwise
   * divided by {@code 1 - rate}; outside training it does nothing.
   *
   * @param rate the probability, in (0, 1)
   */
  record Dropout(double rate) implements Layer {

    /** Checks the range. */
    public Dropout {
      if (!(rate > 0 && rate < 1)) {
        throw new IllegalArgumentException("rate must be in (0, 1), was " + rate);
      }
    }

    @Override
    public String kind() {
      return "dropout";
    }

    @Override
    public ImageShape output(ImageShape input) {
      return input;
    }

    @Override
    public String canonicalJson() {
      return "{\"dropout\":{\"rate\":" + rate + "}}";
    }
  }
}
