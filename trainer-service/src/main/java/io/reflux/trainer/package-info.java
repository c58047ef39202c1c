/** The trainer room. */
@NullMarked
package io.reflux.trainer;

import org.jspecify.annotations.NullMarked;
