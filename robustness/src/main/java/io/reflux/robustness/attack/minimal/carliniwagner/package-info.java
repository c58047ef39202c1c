/**
 * The attacks of Carlini and Wagner, "Towards Evaluating the Robustness of Neural Networks", 2017:
 * a weighted sum of the size of the change and of how far the logits are from the goal (their f6),
 * lowered by Adam in a variable that cannot leave the box. Differences between logits do not
 * saturate, so a distilled network hides nothing from them.
 */
@NullMarked
package io.reflux.robustness.attack.minimal.carliniwagner;

import org.jspecify.annotations.NullMarked;
