/**
 * The attack that learns nothing but the winning class of the images it asks about, and walks along
 * the boundary of the original's class. Read {@link
 * io.reflux.robustness.attack.blackbox.boundary.BoundaryWalk} first.
 */
@NullMarked
package io.reflux.robustness.attack.blackbox.boundary;

import org.jspecify.annotations.NullMarked;
