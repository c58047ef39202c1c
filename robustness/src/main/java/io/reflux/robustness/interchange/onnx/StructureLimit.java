package io.reflux.robustness.interchange.onnx;

import io.reflux.robustness.interchange.tensors.ModelImportException;
import java.io.IOException;
import org.nd4j.shade.protobuf.CodedInputStream;
import org.nd4j.shade.protobuf.WireFormat;

/**
 * Measures what a model's bytes are before they become objects. Values of tensors take about the
 * room that they have in the file, but an empty node of two bytes becomes an object of a hundred;
 * so everything but the values has to be small.
 */
final class StructureLimit {

  private static final int MOST_BYTES = 1 << 20;
  private static final int FLOAT_DATA = 4;
  private static final int RAW_DATA = 9;

  /** The messages on the way to the values of a tensor, by the numbers of their fields. */
  private enum Message {
    MODEL,
    GRAPH,
    NODE,
    ATTRIBUTE,
    TENSOR,
    OTHER;

    Message within(int field) {
      return switch (this) {
        case MODEL -> field == 7 ? GRAPH : OTHER;
        case GRAPH -> field == 1 ? NODE : field == 5 ? TENSOR : OTHER;
        case NODE -> field == 5 ? ATTRIBUTE : OTHER;
        case ATTRIBUTE -> field == 5 ? TENSOR : OTHER;
        case TENSOR, OTHER -> OTHER;
      };
    }

    boolean values(int field) {
      return this == TENSOR && (field == FLOAT_DATA || field == RAW_DATA);
    }
  }

  private StructureLimit() {}

  static void check(byte[] content) throws IOException {
    long structure = content.length - values(CodedInputStream.newInstance(content), Message.MODEL);
    if (structure > MOST_BYTES) {
      throw new ModelImportException(
          "everything but the values of tensors may have %d bytes, has %d"
              .formatted(MOST_BYTES, structure));
    }
  }

  private static long values(CodedInputStream bytes, Message message) throws IOException {
    long values = 0;
    for (int tag = bytes.readTag(); tag != 0; tag = bytes.readTag()) {
      switch (WireFormat.getTagWireType(tag)) {
        case WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            values += delimited(bytes, message, WireFormat.getTagFieldNumber(tag));
        case WireFormat.WIRETYPE_START_GROUP, WireFormat.WIRETYPE_END_GROUP ->
            throw new ModelImportException("not an ONNX model: it has groups, which ONNX has not");
        default -> bytes.skipField(tag);
      }
    }
    return values;
  }

  private static long delimited(CodedInputStream bytes, Message message, int field)
      throws IOException {
    int length = bytes.readRawVarint32();
    Message inner = message.within(field);
    if (inner == Message.OTHER) {
      bytes.skipRawBytes(length);
      return message.values(field) ? length : 0;
    }
    int outer = bytes.pushLimit(length);
    long values = values(bytes, inner);
    bytes.popLimit(outer);
    return values;
  }
}
