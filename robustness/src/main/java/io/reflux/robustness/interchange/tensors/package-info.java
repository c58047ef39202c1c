/**
 * What the formats have in common: named float32 tensors, and a network whose tensors lie as
 * PyTorch and ONNX lay them out. Read {@link
 * io.reflux.robustness.interchange.tensors.ForeignNetwork} first.
 */
@NullMarked
package io.reflux.robustness.interchange.tensors;

import org.jspecify.annotations.NullMarked;
