/** The distiller room. */
@NullMarked
package io.reflux.distiller;

import org.jspecify.annotations.NullMarked;
