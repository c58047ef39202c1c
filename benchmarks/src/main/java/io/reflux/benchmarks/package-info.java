/** Programs that measure speed. They print figures; whether a figure is good is for people. */
@NullMarked
package io.reflux.benchmarks;

import org.jspecify.annotations.NullMarked;
