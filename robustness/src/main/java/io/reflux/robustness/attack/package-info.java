/**
 * Adversarial attacks and the harness that judges them. A search looks for adversarial samples; the
 * attack around it checks the input, clips, measures the distances and decides success by a forward
 * pass of its own, so that no search grades itself. Every (sample, target) row ends with a reason,
 * because an attack that failed for want of a gradient says nothing about robustness. Read {@link
 * io.reflux.robustness.attack.Attack} first, then {@link
 * io.reflux.robustness.attack.spec.AttackMode}.
 */
@NullMarked
package io.reflux.robustness.attack;

import org.jspecify.annotations.NullMarked;
