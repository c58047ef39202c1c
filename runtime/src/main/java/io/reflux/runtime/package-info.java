/** The runtime room. */
@NullMarked
package io.reflux.runtime;

import org.jspecify.annotations.NullMarked;
