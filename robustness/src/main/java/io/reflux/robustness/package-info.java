/** The robustness room. */
@NullMarked
package io.reflux.robustness;

import org.jspecify.annotations.NullMarked;
