/** The standalone room. */
@NullMarked
package io.reflux.standalone;

import org.jspecify.annotations.NullMarked;
