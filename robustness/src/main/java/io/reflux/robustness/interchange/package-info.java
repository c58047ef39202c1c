/**
 * Models made elsewhere, as a structure and parameters of our own. Two formats are read:
 * safetensors files with our keys, and ONNX; docs/model-format.md describes both. Nothing in a file
 * chooses code, and everything in it is bounded before memory is taken. Read {@link
 * io.reflux.robustness.interchange.ModelImport} first.
 */
@NullMarked
package io.reflux.robustness.interchange;

import org.jspecify.annotations.NullMarked;
