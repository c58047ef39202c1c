package io.reflux.robustness.training;

import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.Images;
import io.reflux.robustness.network.Parameters;
import io.reflux.robustness.network.Seeds;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.robustness.network.execution.LossGradient;
import io.reflux.robustness.network.execution.NetworkStructure;
import java.util.SplittableRandom;

/**
 * Minimises the cross-entropy between the targets and {@code softmax(Z/T)} by stochastic gradient
 * descent with momentum (Papernot et al. 2016, sections III and V). No other term enters the loss:
 * no hard labels beside soft ones, and no factor T squared.
 *
 * <p>One step is {@code v = momentum * v - rate * g; p = p + v}, with g the gradient of the batch's
 * mean loss; the rate of a batch shorter than the plan's is smaller in proportion. The order of the
 * images in an epoch and the dropout masks of a step are derived from the plan's seed, the epoch
 * and the step, so the same plan on the same data gives the same bytes for any number of threads,
 * resumed or not.
 */
public final class Trainer {

  private static final long ORDER = 1;
  private static final long DROPOUT = 2;

  private final NetworkStructure structure;
  private final Compute compute;

  /** A trainer of networks of one structure. */
  public Trainer(NetworkStructure structure, Compute compute) {
    this.structure = structure;
    this.compute = compute;
  }

  /**
   * Trains from a state to the end of the plan.
   *
   * @param plan how
   * @param start where to begin: {@link TrainingState#initial}, or the state of an earlier epoch
   * @param images what to learn from, at least one
   * @param targets the answers, one per image
   * @param listener told after each batch and epoch
   * @return the state after the last epoch
   * @throws IllegalArgumentException if images, targets and network do not fit each other
   * @throws TrainingDivergedException if the loss or a parameter is no longer finite
   * @throws TrainingCancelledException if the listener cancels
   */
  public TrainingState train(
      TrainingPlan plan,
      TrainingState start,
      Images images,
      Targets targets,
      TrainingListener listener) {
    check(images, targets);
    Run run = new Run(plan, images, targets, listener);
    TrainingState state = start;
    while (state.epoch() < plan.epochs()) {
      state = run.epoch(state);
      listener.epochDone(state);
    }
    return state;
  }

  private void check(Images images, Targets targets) {
    if (images.size() < 1 || targets.size() != images.size()) {
      throw new IllegalArgumentException(
          "there must be one target per image and at least one, were %d targets and %d images"
              .formatted(targets.size(), images.size()));
    }
    if (targets.classes() != structure.classes()) {
      throw new IllegalArgumentException(
          "targets must have the network's %d classes, had %d"
              .formatted(structure.classes(), targets.classes()));
    }
    if (!images.shape().equals(structure.shape())) {
      throw new IllegalArgumentException(
          "images must have the network's shape %s, had %s"
              .formatted(structure.shape(), images.shape()));
    }
  }

  /** One call of {@link #train}: what stays the same over its epochs. */
  private final class Run {

    private final TrainingPlan plan;
    private final Images images;
    private final Targets targets;
    private final TrainingListener listener;
    private final LossGradient lossGradient = new LossGradient(structure, compute);
    private final float[] gradient = new float[structure.layout().size()];

    Run(TrainingPlan plan, Images images, Targets targets, TrainingListener listener) {
      this.plan = plan;
      this.images = images;
      this.targets = targets;
      this.listener = listener;
    }

    TrainingState epoch(TrainingState state) {
      int epoch = state.epoch();
      float[] parameters = state.parameters().toArray();
      float[] velocity = state.velocity().toArray();
      int[] order = shuffled(images.size(), Seeds.derive(plan.seed(), ORDER, epoch));
      double loss = 0;
      for (int from = 0, step = 0; from < order.length; from += plan.batchSize(), step++) {
        int to = Math.min(order.length, from + plan.batchSize());
        LossGradient.Batch batch = batch(order, from, to, epoch, step);
        double batchLoss = lossGradient.compute(parameters, batch, gradient);
        if (!Double.isFinite(batchLoss)) {
          throw new TrainingDivergedException(plan, epoch, step, batchLoss);
        }
        update(parameters, velocity, stepSize(epoch, to - from));
        loss += batchLoss * (to - from);
        listener.batchDone(epoch, to, order.length, loss / to);
        if (listener.cancelled()) {
          throw new TrainingCancelledException(epoch);
        }
      }
      requireFinite(parameters, velocity, epoch, loss / order.length);
      return new TrainingState(
          new Parameters(structure.layout(), parameters),
          new Parameters(structure.layout(), velocity),
          epoch + 1,
          loss / order.length);
    }

    private LossGradient.Batch batch(int[] order, int from, int to, int epoch, int step) {
      int features = images.features();
      float[] pixels = new float[(to - from) * features];
      for (int i = from; i < to; i++) {
        images.copy(order[i], pixels, (i - from) * features);
      }
      return new LossGradient.Batch(
          new FloatMatrix(to - from, features, pixels),
          new CrossEntropy(targets, order, from, new TemperatureSoftmax(plan.temperature())),
          Seeds.derive(plan.seed(), DROPOUT, epoch, step));
    }

    /** A short last batch takes a step in proportion, since its gradient is the noisier. */
    private float stepSize(int epoch, int rows) {
      return (float) (plan.learningRateAt(epoch) * rows / plan.batchSize());
    }

    private void update(float[] parameters, float[] velocity, float rate) {
      float momentum = (float) plan.momentum();
      for (int i = 0; i < parameters.length; i++) {
        velocity[i] = momentum * velocity[i] - rate * gradient[i];
        parameters[i] += velocity[i];
      }
    }

    private void requireFinite(float[] parameters, float[] velocity, int epoch, double loss) {
      for (int i = 0; i < parameters.length; i++) {
        if (!Float.isFinite(parameters[i]) || !Float.isFinite(velocity[i])) {
          throw new TrainingDivergedException(plan, epoch, images.size() / plan.batchSize(), loss);
        }
      }
    }
  }

  private static int[] shuffled(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
