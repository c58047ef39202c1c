/**
 * The layouts of the contracts' bytes fields, each written and read in one place: little-endian
 * float32 and int32, bitmaps, and the per-sample table of a score. {@link
 * io.reflux.schemas.packed.PackedFloats} is the class to read first. Reading leaves the buffer's
 * position where it was, since Avro compares buffers by what remains in them.
 */
@NullMarked
package io.reflux.schemas.packed;

import org.jspecify.annotations.NullMarked;
