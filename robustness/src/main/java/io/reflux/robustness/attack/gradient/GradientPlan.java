package io.reflux.robustness.attack.gradient;

import io.reflux.robustness.attack.loss.Loss;
import io.reflux.robustness.attack.search.AttackBatch;
import java.util.function.Function;

/**
 * What a gradient attack is made of.
 *
 * @param loss what it increases
 * @param ball where it stays
 * @param start where its tries start
 * @param steps of a try, at least 1
 * @param climb how rows move within a try
 * @param tries what rows try
 */
record GradientPlan(
    Loss loss,
    Ball ball,
    Start start,
    int steps,
    Function<AttackBatch, Climb> climb,
    Function<AttackBatch, Tries> tries) {}
