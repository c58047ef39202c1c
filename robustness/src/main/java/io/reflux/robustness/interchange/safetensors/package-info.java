/**
 * The safetensors format, and the keys by which such a file says what its tensors are the layers
 * of. Read {@link io.reflux.robustness.interchange.safetensors.ModelFile} first.
 */
@NullMarked
package io.reflux.robustness.interchange.safetensors;

import org.jspecify.annotations.NullMarked;
