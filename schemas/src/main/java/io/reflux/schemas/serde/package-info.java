/**
 * Values to bytes and back, in Confluent's wire format: a zero byte, the writer schema's id in four
 * big-endian bytes, then Avro binary. {@link io.reflux.schemas.serde.AvroSerde} is the class to
 * read first. What a record may become is fixed by the serde's class, never by the bytes; whatever
 * is wrong with the bytes is a {@link io.reflux.schemas.serde.RecordFormatException}.
 */
@NullMarked
package io.reflux.schemas.serde;

import org.jspecify.annotations.NullMarked;
