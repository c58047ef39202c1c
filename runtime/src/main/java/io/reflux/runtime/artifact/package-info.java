/**
 * Bytes that are too large for a record: weights, resumable training state, images.
 *
 * <p>An {@link io.reflux.runtime.artifact.ArtifactStore} takes bytes and gives back an {@link
 * io.reflux.runtime.artifact.Artifact}, which travels in records in their place. What is stored is
 * found by the SHA-256 of its content alone, so that the same bytes are stored once, a retried job
 * overwrites nothing, and whoever reads can tell whether the bytes are the ones that were written.
 */
@NullMarked
package io.reflux.runtime.artifact;

import org.jspecify.annotations.NullMarked;
