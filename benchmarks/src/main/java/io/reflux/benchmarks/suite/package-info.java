/**
 * All attacks on the paper's MNIST network, undistilled and distilled at T = 100, beside the
 * numbers of the papers that made and broke the defence. What is done is kept and not done again.
 */
@NullMarked
package io.reflux.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
