package io.reflux.robustness.attack;

import io.reflux.robustness.attack.blackbox.TransferSearch;
import io.reflux.robustness.attack.blackbox.boundary.BoundaryWalk;
import io.reflux.robustness.attack.blackbox.random.RandomSearch;
import io.reflux.robustness.attack.saliency.SaliencyMap;
import io.reflux.robustness.attack.saliency.SaliencySearch;
import io.reflux.robustness.attack.search.Search;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.network.Classifier;
import java.util.Optional;

/** The search that each specification stands for. */
final class Searches {

  private Searches() {}

  static Search of(AttackSpec spec) {
    return switch (spec.mode()) {
      case JSMA_F_FLOAT32 -> saliency(spec, SaliencyMap.probabilityFloat32());
      case JSMA_F_FLOAT32_JACOBIAN -> saliency(spec, SaliencyMap.jacobianFloat32());
      case JSMA_F_FLOAT64 -> saliency(spec, SaliencyMap.probabilityFloat64());
      case JSMA_F_LOG -> saliency(spec, SaliencyMap.logProbability(1));
      case JSMA_T -> saliency(spec, SaliencyMap.logProbability(spec.real("temperature")));
      case JSMA_Z -> saliency(spec, SaliencyMap.logit());
      case SPARSE -> RandomSearch.sparse(spec);
      case SQUARE_LINF -> RandomSearch.squareLinf(spec);
      case SQUARE_L2 -> RandomSearch.squareL2(spec);
      case HOP_SKIP_JUMP -> BoundaryWalk.of(spec);
      case NOISE_LINF -> RandomSearch.noiseLinf(spec);
      case NOISE_L2 -> RandomSearch.noiseL2(spec);
      case NOISE_L0 -> RandomSearch.noiseL0(spec);
      case RANDOM_START_LINF -> RandomSearch.randomStartLinf(spec);
      default -> throw new IllegalArgumentException(spec.mode().label() + " is not built yet");
    };
  }

  static Search of(AttackSpec spec, Classifier surrogate) {
    return switch (spec.mode()) {
      case TRANSFER_CW_L2 -> transferred(spec, AttackMode.CW_L2, surrogate);
      case TRANSFER_PGD_LINF -> transferred(spec, AttackMode.PGD_LINF_MARGIN, surrogate);
      default ->
          throw new IllegalArgumentException(
              "%s looks at the attacked model itself".formatted(spec.mode().label()));
    };
  }

  private static Search transferred(AttackSpec spec, AttackMode mode, Classifier surrogate) {
    AttackSpec direct =
        new AttackSpec(mode, spec.goal(), spec.budget(), spec.parameters(), Optional.empty());
    return new TransferSearch(surrogate, of(direct));
  }

  private static Search saliency(AttackSpec spec, SaliencyMap map) {
    return new SaliencySearch(
        map, spec.theta(), spec.maxFeatures(Integer.MAX_VALUE), spec.count("featuresPerStep"));
  }
}
