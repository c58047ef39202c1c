package io.reflux.standalone.report;

import io.reflux.robustness.data.ImageDataset;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.avro.SparsePerturbation;
import io.reflux.standalone.terminal.ModelNames;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses attacked images to show: successful attacks on students first, then on the others, in
 * turns over models and attacks, each with another target class where there is one. The choice
 * depends on nothing but the outcomes.
 */
public final class Examples {

  private final RobustnessReport report;
  private final ImageDataset test;
  private final List<AttackOutcome> successes;

  /**
   * Examples of an experiment.
   *
   * @param report its report
   * @param outcomes its outcomes
   * @param test the test set that the outcomes' samples are indices of
   */
  public Examples(RobustnessReport report, List<AttackOutcome> outcomes, ImageDataset test) {
    this.report = report;
    this.test = test;
    this.successes =
        outcomes.stream()
            .filter(outcome -> outcome.getSuccess() && outcome.getSample() < test.size())
            .sorted(
                Comparator.comparingInt(AttackOutcome::getSample)
                    .thenComparingInt(AttackOutcome::getTarget))
            .toList();
  }

  /** Up to that many images. */
  public List<ContactImage> choose(int count) {
    List<RobustnessScore> scores = new ArrayList<>(ScoreOrder.sorted(report));
    scores.sort(Comparator.comparingInt(score -> score.getRole() == ModelRole.STUDENT ? 0 : 1));
    List<ContactImage> chosen = new ArrayList<>();
    Set<AttackOutcome> used = new HashSet<>();
    Set<Integer> targets = new HashSet<>();
    boolean found = true;
    while (found && chosen.size() < count) {
      found = false;
      for (RobustnessScore score : scores) {
        List<AttackOutcome> candidates = unused(score, used);
        if (!candidates.isEmpty() && chosen.size() < count) {
          AttackOutcome outcome = preferringNew(candidates, targets);
          used.add(outcome);
          targets.add(outcome.getTarget());
          chosen.add(image(score, outcome));
          found = true;
        }
      }
    }
    return List.copyOf(chosen);
  }

  private List<AttackOutcome> unused(RobustnessScore score, Set<AttackOutcome> used) {
    return successes.stream()
        .filter(outcome -> outcome.getModelId().equals(score.getModelId()))
        .filter(outcome -> outcome.getAttackId().equals(score.getAttackId()))
        .filter(outcome -> !used.contains(outcome))
        .toList();
  }

  private static AttackOutcome preferringNew(List<AttackOutcome> candidates, Set<Integer> targets) {
    return candidates.stream()
        .filter(outcome -> !targets.contains(outcome.getTarget()))
        .findFirst()
        .orElse(candidates.get(0));
  }

  private ContactImage image(RobustnessScore score, AttackOutcome outcome) {
    FloatMatrix original = test.pixels(new int[] {outcome.getSample()});
    return new ContactImage(
        test.shape(),
        original,
        perturbed(original, outcome.getPerturbation()),
        className(outcome.getSource()),
        className(outcome.getAdversarialClass()),
        AttackTitles.name(score),
        ModelNames.of(score.getRole(), score.getTemperature(), score.getModelId()));
  }

  private static FloatMatrix perturbed(FloatMatrix original, SparsePerturbation perturbation) {
    IntBuffer indices =
        perturbation.getIndices().duplicate().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    FloatBuffer deltas =
        perturbation.getDeltas().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = original.row(0);
    while (indices.hasRemaining() && deltas.hasRemaining()) {
      int index = indices.get();
      float delta = deltas.get();
      if (index >= 0 && index < values.length) {
        values[index] += delta;
      }
    }
    return new FloatMatrix(1, values.length, values);
  }

  private String className(int label) {
    return label >= 0 && label < test.classes()
        ? test.classNames().get(label)
        : Integer.toString(label);
  }
}
