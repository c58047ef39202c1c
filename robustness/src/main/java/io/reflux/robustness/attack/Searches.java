package io.reflux.robustness.attack;

import io.reflux.robustness.attack.blackbox.TransferSearch;
import io.reflux.robustness.attack.blackbox.boundary.BoundaryWalk;
import io.reflux.robustness.attack.blackbox.random.RandomSearch;
import io.reflux.robustness.attack.ensemble.EnsembleSearch;
import io.reflux.robustness.attack.gradient.GradientSearches;
import io.reflux.robustness.attack.minimal.DecoupledNorm;
import io.reflux.robustness.attack.minimal.DeepFool;
import io.reflux.robustness.attack.minimal.Procedure;
import io.reflux.robustness.attack.minimal.SmallestChangeSearch;
import io.reflux.robustness.attack.minimal.carliniwagner.CarliniWagnerL0;
import io.reflux.robustness.attack.minimal.carliniwagner.CarliniWagnerL2;
import io.reflux.robustness.attack.minimal.carliniwagner.CarliniWagnerLinf;
import io.reflux.robustness.attack.saliency.SaliencyMap;
import io.reflux.robustness.attack.saliency.SaliencySearch;
import io.reflux.robustness.attack.search.Search;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackParameter;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.network.Classifier;
import java.util.Optional;
import java.util.stream.Stream;

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
      case FGSM, FGSM_F_FLOAT32, BIM -> GradientSearches.of(spec);
      case PGD_LINF, PGD_LINF_MARGIN, PGD_LINF_F_FLOAT32, PGD_L2 -> GradientSearches.of(spec);
      case PGD_LINF_SMALLEST -> GradientSearches.of(spec);
      case APGD_LINF_CE, APGD_LINF_DLR, APGD_LINF_T -> GradientSearches.of(spec);
      case APGD_L2_CE, APGD_L2_DLR, APGD_L2_T -> GradientSearches.of(spec);
      case AUTO_LINF ->
          inTurn(spec, AttackMode.APGD_LINF_CE, AttackMode.APGD_LINF_T, AttackMode.SQUARE_LINF);
      case AUTO_L2 ->
          inTurn(
              spec,
              AttackMode.APGD_L2_CE,
              AttackMode.APGD_L2_T,
              AttackMode.DDN,
              AttackMode.SQUARE_L2);
      case CW_LINF -> smallest(spec, CarliniWagnerLinf.of(spec));
      case CW_L2 -> smallest(spec, CarliniWagnerL2.of(spec));
      case DEEPFOOL -> smallest(spec, DeepFool.of(spec));
      case DDN -> smallest(spec, DecoupledNorm.of(spec));
      case CW_L0 -> smallest(spec, CarliniWagnerL0.of(spec));
      case SPARSE -> RandomSearch.sparse(spec);
      case SQUARE_LINF -> RandomSearch.squareLinf(spec);
      case SQUARE_L2 -> RandomSearch.squareL2(spec);
      case HOP_SKIP_JUMP -> BoundaryWalk.of(spec);
      case NOISE_LINF -> RandomSearch.noiseLinf(spec);
      case NOISE_L2 -> RandomSearch.noiseL2(spec);
      case NOISE_L0 -> RandomSearch.noiseL0(spec);
      case RANDOM_START_LINF -> RandomSearch.randomStartLinf(spec);
      case TRANSFER_CW_L2, TRANSFER_PGD_LINF ->
          throw new IllegalArgumentException(
              "%s needs the model that it is made on".formatted(spec.mode().label()));
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

  /** Attacks within the same budget, one after the other, with what the whole is told of each. */
  private static Search inTurn(AttackSpec spec, AttackMode... modes) {
    return new EnsembleSearch(Stream.of(modes).map(mode -> of(member(spec, mode))).toList());
  }

  private static AttackSpec member(AttackSpec spec, AttackMode mode) {
    AttackSpec member = AttackSpec.of(mode, spec.budget()).withGoal(spec.goal());
    for (AttackParameter parameter : mode.parameters()) {
      Double given = spec.parameters().get(parameter.name());
      member = given == null ? member : member.with(parameter.name(), given);
    }
    return member;
  }

  private static Search smallest(AttackSpec spec, Procedure procedure) {
    return new SmallestChangeSearch(procedure, spec.boundary());
  }

  private static Search saliency(AttackSpec spec, SaliencyMap map) {
    return new SaliencySearch(
        map, spec.theta(), spec.maxFeatures(Integer.MAX_VALUE), spec.count("featuresPerStep"));
  }
}
