package io.reflux.schemas.packed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Little-endian words of four bytes. */
final class PackedWords {

  private PackedWords() {}

  static ByteBuffer allocate(int words) {
    return ByteBuffer.allocate(Math.multiplyExact(words, Integer.BYTES))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  static ByteBuffer view(ByteBuffer bytes) {
    return bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  static int count(ByteBuffer bytes) {
    if (bytes.remaining() % Integer.BYTES != 0) {
      throw new IllegalArgumentException(
          "packed words must take a multiple of 4 bytes, were %d bytes"
              .formatted(bytes.remaining()));
    }
    return bytes.remaining() / Integer.BYTES;
  }
}
