/** The schemas room. */
@NullMarked
package io.reflux.schemas;

import org.jspecify.annotations.NullMarked;
