package io.reflux.robustness.experiment;

import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.attack.spec.Promise;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.threat.Norm;

/**
 * The budgets of attacks that are not told one. What is usual depends on the images: strokes of ink
 * bear larger changes than photographs before people see another thing.
 *
 * <ul>
 *   <li>Linf: 0.3 for MNIST (Madry et al. 2017), 8/255 for colour images (the same, and
 *       RobustBench), 0.1 for Fashion-MNIST, whose classes differ in shades. Other grey images are
 *       taken for MNIST's like.
 *   <li>L2: 0.5 for colour images (RobustBench); 2.0 for grey ones, a little less than the mean
 *       change at which Carlini and Wagner (2017, Table VI) break distilled networks on MNIST.
 *   <li>L0: {@link AttackSpec#PAPER_MAX_FEATURES}, the distillation paper's for MNIST and CIFAR10.
 * </ul>
 *
 * @param l0 most features changed
 * @param l2 longest change
 * @param linf largest change of a feature
 */
public record StandardBudgets(int l0, double l2, double linf) {

  private static final String FASHION_MNIST = "fashion-mnist";

  private static final StandardBudgets GREY = ofPaper(2.0, 0.3);
  private static final StandardBudgets FASHION = ofPaper(2.0, 0.1);
  private static final StandardBudgets COLOUR = ofPaper(0.5, 8.0 / 255);

  /** The standard ones for a data set. */
  public static StandardBudgets of(DatasetSpec dataset) {
    if (dataset.name().startsWith(FASHION_MNIST)) {
      return FASHION;
    }
    return dataset
        .known()
        .filter(known -> known.shape().channels() > 1)
        .map(known -> COLOUR)
        .orElse(GREY);
  }

  /** The one in a norm. */
  public double in(Norm norm) {
    return norm.of(l0, l2, linf);
  }

  /**
   * The one that a mode has if it is not told another: no limit for attacks that look for the
   * smallest change, except saliency maps, whose results were always published with a limit.
   */
  public double of(AttackMode mode) {
    boolean unlimited = mode.traits().promise() == Promise.SMALLEST && !mode.saliency();
    return unlimited ? Double.POSITIVE_INFINITY : in(mode.traits().norm());
  }

  private static StandardBudgets ofPaper(double l2, double linf) {
    return new StandardBudgets(AttackSpec.PAPER_MAX_FEATURES, l2, linf);
  }
}
