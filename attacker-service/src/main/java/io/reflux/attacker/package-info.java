/** The attacker room. */
@NullMarked
package io.reflux.attacker;

import org.jspecify.annotations.NullMarked;
