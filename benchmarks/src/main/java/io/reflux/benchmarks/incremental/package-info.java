/**
 * What an incremental forward pass would gain. One step of the saliency map attack changes two
 * pixels, so only a window of the first two convolutions changes: see {@code docs/decisions.md}.
 */
@NullMarked
package io.reflux.benchmarks.incremental;

import org.jspecify.annotations.NullMarked;
