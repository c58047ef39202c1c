package io.reflux.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BufferEncoderTest {

  private final BufferEncoder encoder = new BufferEncoder();

  @ParameterizedTest
  @ValueSource(strings = {"", "m-0123", "caf\u00e9", "\u20ac", "\ud83d\ude00", "a\u0000b"})
  void text_is_written_as_avro_writes_it(String text) throws IOException {
    encoder.begin(1);
    encoder.writeString(text);

    assertThat(encoder.toByteArray()).isEqualTo(avro(out -> out.writeString(text)));
  }

  @Test
  void numbers_are_written_as_avro_writes_them() throws IOException {
    Writing numbers =
        out -> {
          for (int shift = 0; shift < Long.SIZE; shift++) {
            out.writeLong(Long.MIN_VALUE >> shift);
            out.writeInt(Integer.MIN_VALUE >> shift);
          }
          out.writeDouble(Double.NaN);
          out.writeFloat(-0f);
          out.writeBoolean(true);
          out.writeArrayStart();
          out.setItemCount(1);
          out.startItem();
          out.writeEnum(3);
          out.writeArrayEnd();
        };

    encoder.begin(1);
    numbers.to(encoder);

    assertThat(encoder.toByteArray()).isEqualTo(avro(numbers));
  }

  @Test
  void a_record_larger_than_the_buffer_makes_it_grow() throws IOException {
    byte[] large = new byte[1_000_000];
    Arrays.fill(large, (byte) 7);
    String text = "x".repeat(100_000);
    Writing record =
        out -> {
          out.writeBytes(ByteBuffer.wrap(large));
          out.writeString(text);
        };

    encoder.begin(1);
    record.to(encoder);

    assertThat(encoder.toByteArray()).isEqualTo(avro(record));
  }

  @Test
  void a_buffer_that_is_used_again_remembers_nothing() throws IOException {
    encoder.begin(1);
    encoder.writeString("a long first record");

    encoder.begin(1);
    encoder.writeInt(5);

    assertThat(encoder.toByteArray()).isEqualTo(avro(out -> out.writeInt(5)));
  }

  private interface Writing {
    void to(Encoder out) throws IOException;
  }

  private static byte[] avro(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(AvroBytes.header(1));
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    writing.to(encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
