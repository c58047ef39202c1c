package io.reflux.robustness.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdentityTest {

  @Test
  void an_identity_is_a_prefix_and_the_first_128_bits_of_the_digest() {
    assertThat(Identity.ofModel("abc")).isEqualTo("m-ba7816bf8f01cfea414140de5dae2223");
    assertThat(Identity.ofAttack("abc")).isEqualTo("a-ba7816bf8f01cfea414140de5dae2223");
    assertThat(Identity.ofExperiment("abc")).isEqualTo("e-ba7816bf8f01cfea414140de5dae2223");
  }
}
