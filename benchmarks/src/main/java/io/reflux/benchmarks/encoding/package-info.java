/**
 * What it costs to write the records that come in numbers: attack outcomes and soft labels. Run
 * with {@code benchmarks/run jmh encoding -prof gc}; {@code gc.alloc.rate.norm} is bytes a record.
 */
@NullMarked
package io.reflux.benchmarks.encoding;

import org.jspecify.annotations.NullMarked;
