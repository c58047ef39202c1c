/**
 * From models to outcomes. {@link io.reflux.attacker.AttackerPlanner} cuts the attacks on a
 * finished model into jobs and announces how many outcomes they will have; {@link
 * io.reflux.attacker.AttackerWorker} runs them and publishes one outcome per sample and target;
 * {@link io.reflux.attacker.AttackerService} runs both.
 */
@NullMarked
package io.reflux.attacker;

import org.jspecify.annotations.NullMarked;
