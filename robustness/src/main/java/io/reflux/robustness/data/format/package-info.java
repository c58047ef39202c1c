/**
 * The file formats data sets are published in, IDX and the CIFAR-10 binary batches, read into
 * unsigned bytes. Every byte of a file is accounted for: what is missing, left over or out of range
 * is reported with the file, the offset, what was expected and what was found. Read {@link
 * io.reflux.robustness.data.format.IdxFormat} first.
 */
@NullMarked
package io.reflux.robustness.data.format;

import org.jspecify.annotations.NullMarked;
