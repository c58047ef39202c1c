/**
 * What was published about defensive distillation, as data with sources, to be printed beside what
 * was measured. Read {@link io.reflux.robustness.evaluation.published.PublishedResults} first.
 */
@NullMarked
package io.reflux.robustness.evaluation.published;

import org.jspecify.annotations.NullMarked;
