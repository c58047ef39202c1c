/**
 * Models that were made elsewhere, from a file to a record on the topic {@code external-models}.
 * Read {@link io.reflux.pipeline.external.BroughtModel} first.
 */
@NullMarked
package io.reflux.pipeline.external;

import org.jspecify.annotations.NullMarked;
