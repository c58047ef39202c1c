/**
 * What every search for adversarial samples works with: the rows to attack, the rows still
 * searched, and what is left behind. Searches are not trusted; {@code
 * io.reflux.robustness.attack.Attack} judges what they return.
 */
@NullMarked
package io.reflux.robustness.attack.search;

import org.jspecify.annotations.NullMarked;
