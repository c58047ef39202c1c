package io.reflux.robustness.interchange.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A file of a network with one layer: images of two channels, one row and two columns, two classes,
 * weights 0 to 7 and biases 8 and 9. Its header can be changed; quotes are written ', and # within
 * a text.
 */
final class TinyFile {

  private final float[] values = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  private String header =
      "{'__metadata__':{'reflux.format':'1','reflux.architecture':'{#name#:#tiny#,#layers#:[]}',"
          + "'reflux.channels':'2','reflux.height':'1','reflux.width':'2','reflux.classes':'2',"
          + "'reflux.tensors':'[#fc#]'},"
          + "'fc.weight':{'dtype':'F32','shape':[2,4],'data_offsets':[0,32]},"
          + "'fc.bias':{'dtype':'F32','shape':[2],'data_offsets':[32,40]}}";

  /** Changes the header. */
  TinyFile with(String part, String other) {
    if (!header.contains(part)) {
      throw new IllegalArgumentException("the header has no " + part);
    }
    header = header.replace(part, other);
    return this;
  }

  /** The weights and biases, to be changed in place. */
  float[] values() {
    return values;
  }

  byte[] bytes() {
    byte[] text = header.replace("'", "\"").replace("#", "\\\"").getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + text.length + values.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
