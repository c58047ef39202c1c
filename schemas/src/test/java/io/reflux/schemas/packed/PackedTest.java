package io.reflux.schemas.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class PackedTest {

  @Test
  void floats_are_little_endian() {
    ByteBuffer packed = PackedFloats.pack(new float[] {1.0f, -0.5f});

    assertThat(hex(packed)).isEqualTo("0000803f" + "000000bf");
  }

  @Test
  void floats_come_back_bit_for_bit() {
    float[] values = {0.1f, -0.0f, Float.MIN_VALUE, Float.POSITIVE_INFINITY, Float.NaN};

    assertThat(PackedFloats.unpack(PackedFloats.pack(values))).containsExactly(values);
  }

  @Test
  void ints_are_little_endian() {
    assertThat(hex(PackedInts.pack(new int[] {1, 783, -1})))
        .isEqualTo("01000000" + "0f030000" + "ffffffff");
  }

  @Test
  void ints_come_back() {
    assertThat(PackedInts.unpack(PackedInts.pack(new int[] {0, 3071}))).containsExactly(0, 3071);
  }

  @Test
  void reading_leaves_the_position_where_it_was() {
    ByteBuffer packed = PackedInts.pack(new int[] {1, 2});

    PackedInts.unpack(packed);
    PackedFloats.unpack(packed);
    PackedBits.unpack(packed);
    SampleTally.unpack(SampleTally.pack(List.of()));

    assertThat(packed.position()).isZero();
  }

  @Test
  void a_broken_word_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PackedFloats.unpack(ByteBuffer.allocate(6)))
        .withMessage("packed words must take a multiple of 4 bytes, were 6 bytes");
  }

  @Test
  void bit_i_is_counted_from_the_least_significant() {
    BitSet bits = new BitSet();
    bits.set(0);
    bits.set(9);

    assertThat(hex(PackedBits.pack(bits, 20))).isEqualTo("01" + "02" + "00");
  }

  @Test
  void bits_come_back() {
    BitSet bits = new BitSet();
    bits.set(3, 8);

    assertThat(PackedBits.unpack(PackedBits.pack(bits, 8))).isEqualTo(bits);
  }

  @Test
  void a_bit_beyond_the_size_is_refused() {
    BitSet bits = new BitSet();
    bits.set(8);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PackedBits.pack(bits, 8))
        .withMessage("bits must be below 8, bit 8 was set");
  }

  @Test
  void a_tally_takes_eight_little_endian_bytes() {
    SampleTally reached = new SampleTally(258, 9, 4, OptionalInt.of(300));
    SampleTally none = new SampleTally(7, 200, 0, OptionalInt.empty());

    assertThat(hex(SampleTally.pack(List.of(reached, none))))
        .isEqualTo("02010000" + "09" + "04" + "2c01" + "07000000" + "c8" + "00" + "ffff");
  }

  @Test
  void tallies_come_back() {
    List<SampleTally> rows =
        List.of(
            new SampleTally(0, 255, 255, OptionalInt.of(65_534)),
            new SampleTally(9_999, 9, 0, OptionalInt.empty()));

    assertThat(SampleTally.unpack(SampleTally.pack(rows))).isEqualTo(rows);
  }

  @Test
  void a_tally_with_more_successes_than_attempts_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampleTally(0, 9, 10, OptionalInt.of(1)))
        .withMessage("successes must be in [0, 9], was 10");
  }

  @Test
  void a_tally_with_a_success_of_no_size_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampleTally(0, 9, 1, OptionalInt.empty()))
        .withMessageStartingWith("minimumL0 must be present exactly if there is a success");
  }

  private static String hex(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.slice().get(copy);
    return HexFormat.of().formatHex(copy);
  }
}
