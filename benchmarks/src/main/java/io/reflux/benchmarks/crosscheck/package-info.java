/**
 * Attacks beside another implementation of them, on the same weights and samples. {@code
 * benchmarks/torch_attacks.py} is that other implementation; a {@link
 * io.reflux.benchmarks.crosscheck.ReferenceDirectory} is what it reads and writes.
 */
@NullMarked
package io.reflux.benchmarks.crosscheck;

import org.jspecify.annotations.NullMarked;
