/** The evaluator room. */
@NullMarked
package io.reflux.evaluator;

import org.jspecify.annotations.NullMarked;
