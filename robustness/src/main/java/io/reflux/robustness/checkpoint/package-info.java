/**
 * Networks as bytes: a documented layout of a header and float32 vectors with a digest at the end.
 * Reading one never instantiates a class that the bytes name. Read {@link
 * io.reflux.robustness.checkpoint.CheckpointFormat} first.
 */
@NullMarked
package io.reflux.robustness.checkpoint;

import org.jspecify.annotations.NullMarked;
