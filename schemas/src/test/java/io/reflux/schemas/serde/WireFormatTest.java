package io.reflux.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class WireFormatTest {

  @Test
  void the_header_is_a_zero_byte_and_the_big_endian_id() {
    assertThat(AvroBytes.header(0x01020304)).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void the_id_comes_back() {
    assertThat(WireFormat.schemaId("t", AvroBytes.header(70_000))).isEqualTo(70_000);
  }

  @Test
  void another_first_byte_is_named() {
    byte[] json = "{\"sample\": 1}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    assertThatExceptionOfType(RecordFormatException.class)
        .isThrownBy(() -> WireFormat.schemaId("attack-outcomes", json))
        .withMessageStartingWith("record of topic attack-outcomes: not Avro")
        .withMessageContaining("the first byte must be 0x00, was 0x7b");
  }

  @Test
  void too_few_bytes_are_named() {
    assertThatExceptionOfType(RecordFormatException.class)
        .isThrownBy(() -> WireFormat.schemaId("t", HexFormat.of().parseHex("00000001")))
        .withMessageContaining("4 bytes are too few");
  }
}
