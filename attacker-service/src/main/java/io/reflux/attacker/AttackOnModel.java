package io.reflux.attacker;

import io.reflux.schemas.avro.PlannedAttack;
import java.util.Optional;

/**
 * An attack that can begin, since every model that it needs is finished.
 *
 * @param attack what is to be done
 * @param model the attacked model
 * @param surrogate the model that the attack is made on, if that is another one
 */
record AttackOnModel(PlannedAttack attack, FinishedModel model, Optional<FinishedModel> surrogate) {

  /** Checks that the surrogate is the one that the attack names. */
  AttackOnModel {
    Optional<String> named = attack.getSurrogateId();
    if (!surrogate.map(FinishedModel::modelId).equals(named)) {
      throw new IllegalArgumentException(
          "surrogate must be %s, was %s"
              .formatted(
                  named.orElse("left out"), surrogate.map(FinishedModel::modelId).orElse("none")));
    }
  }
}
