/** The inner pieces of crafting and training, measured by JMH: {@code benchmarks/run jmh}. */
@NullMarked
package io.reflux.benchmarks.inner;

import org.jspecify.annotations.NullMarked;
