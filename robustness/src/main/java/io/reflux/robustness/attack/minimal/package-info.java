/**
 * Attacks that look for the smallest change. Each is a {@link
 * io.reflux.robustness.attack.minimal.Procedure} that walks from the original through the space of
 * images, one image a look; {@link io.reflux.robustness.attack.minimal.SmallestChangeSearch} asks
 * the model about all rows' images at once and keeps the nearest that meets the goal. Carlini and
 * Wagner's three have a package of their own, since they share an optimiser. Read {@code Walk}
 * first.
 */
@NullMarked
package io.reflux.robustness.attack.minimal;

import org.jspecify.annotations.NullMarked;
