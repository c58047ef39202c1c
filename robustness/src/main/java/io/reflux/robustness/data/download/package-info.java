/**
 * Fetching a published file from one of its homes into a cache. Only a file whose digest is the
 * published one ever gets its final name. Read {@link io.reflux.robustness.data.download.Downloads}
 * first.
 */
@NullMarked
package io.reflux.robustness.data.download;

import org.jspecify.annotations.NullMarked;
