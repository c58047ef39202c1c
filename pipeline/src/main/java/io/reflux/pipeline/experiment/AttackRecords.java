package io.reflux.pipeline.experiment;

import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.experiment.AttackRequest;
import io.reflux.robustness.experiment.AttackSuite;
import io.reflux.robustness.experiment.ModelRole;
import io.reflux.robustness.experiment.StandardBudgets;
import io.reflux.schemas.avro.ExperimentRequested;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads which attacks a record means. */
public final class AttackRecords {

  private AttackRecords() {}

  /**
   * The attacks that a request means: those that it lists, then those of its suite. What a suite
   * makes on the baseline is left out where there is none.
   *
   * @param dataset the images
   * @throws IllegalArgumentException if one cannot be; the message begins with the key
   */
  public static List<AttackRequest> requests(ExperimentRequested request, DatasetSpec dataset) {
    List<AttackRequest> attacks = new ArrayList<>();
    for (int i = 0; i < request.getAttacks().size(); i++) {
      io.reflux.schemas.avro.AttackRequest attack = request.getAttacks().get(i);
      Set<ModelRole> roles = roles(attack, request.getAttackTeachers());
      attacks.add(
          new AttackRequest(
              spec(requested(request, attack, dataset), "attacks[%d]".formatted(i)),
              roles,
              attack.getTemperatures()));
    }
    if (!request.getSuite().isEmpty()) {
      StandardBudgets budgets = StandardBudgets.of(dataset);
      AttackSuite.parse(request.getSuite()).attacks(budgets, request.getAttackTeachers()).stream()
          .filter(attack -> request.getBaseline() || !attack.spec().mode().transfers())
          .forEach(attacks::add);
    }
    return List.copyOf(attacks);
  }

  /**
   * What is wrong with an attack of a request, one sentence each that begins with the key; empty if
   * nothing is.
   */
  public static List<String> mistakes(
      ExperimentRequested request, io.reflux.schemas.avro.AttackRequest attack) {
    DatasetSpec dataset = DatasetRecords.spec(request.getDataset());
    RequestedAttack requested = requested(request, attack, dataset);
    List<String> mistakes =
        requested.faults().stream()
            .map(fault -> String.join(".", fault.keys()) + ": " + fault.message())
            .toList();
    return mistakes.isEmpty() && !request.getBaseline() && requested.spec().mode().transfers()
        ? List.of("mode: is made on the undefended baseline, which is not trained here")
        : mistakes;
  }

  /** One attack of a request, to be held against the catalogue. */
  static RequestedAttack requested(
      ExperimentRequested request,
      io.reflux.schemas.avro.AttackRequest attack,
      DatasetSpec dataset) {
    boolean others = !request.getTemperatures().isEmpty() || !request.getExternalModels().isEmpty();
    return new RequestedAttack(attack, dataset, others);
  }

  private static AttackSpec spec(RequestedAttack attack, String place) {
    for (RequestedAttack.Fault fault : attack.faults()) {
      throw new IllegalArgumentException(
          "%s.%s: %s".formatted(place, String.join(".", fault.keys()), fault.message()));
    }
    return attack.spec();
  }

  private static Set<ModelRole> roles(
      io.reflux.schemas.avro.AttackRequest attack, boolean attackTeachers) {
    if (attack.getModels().isEmpty()) {
      return attackTeachers
          ? EnumSet.allOf(ModelRole.class)
          : EnumSet.of(ModelRole.BASELINE, ModelRole.STUDENT, ModelRole.EXTERNAL);
    }
    Set<ModelRole> roles = EnumSet.noneOf(ModelRole.class);
    for (io.reflux.schemas.avro.ModelRole role : attack.getModels()) {
      if (role == io.reflux.schemas.avro.ModelRole.UNKNOWN) {
        throw new IllegalArgumentException(
            "attacks[].models must be BASELINE, STUDENT, TEACHER or EXTERNAL, one was unknown");
      }
      roles.add(ModelRole.valueOf(role.name()));
    }
    return roles;
  }
}
