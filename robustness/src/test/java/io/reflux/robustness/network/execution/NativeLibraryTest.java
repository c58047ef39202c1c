package io.reflux.robustness.network.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NativeLibraryTest {

  private static final NativeLibrary AVX2 =
      new NativeLibrary("nd4j-native", "linux-x86_64-onednn-avx2");

  @Test
  void the_library_of_this_build_fits_this_machine() {
    assertThat(NativeLibrary.built().misfit(Machine.here())).isEmpty();
  }

  @Test
  void a_library_fits_its_own_platform_with_or_without_an_extension() {
    NativeLibrary plain = new NativeLibrary("nd4j-native", "linux-arm64");

    assertThat(AVX2.misfit(new Machine("linux-x86_64", true))).isEmpty();
    assertThat(plain.misfit(new Machine("linux-arm64", true))).isEmpty();
  }

  @Test
  void another_platform_is_told_how_to_build() {
    assertThat(AVX2.misfit(new Machine("macosx-arm64", true)))
        .hasValue(
            "this build has the native library for linux-x86_64-onednn-avx2, but this machine is"
                + " macosx-arm64; build for it: mvn clean package -Djavacpp.platform=macosx-arm64"
                + " -Dnd4j.extension=");
    assertThat(AVX2.misfit(new Machine("windows-x86_64", true)).orElseThrow())
        .endsWith("-Djavacpp.platform=windows-x86_64 -Dnd4j.extension=-onednn-avx2");
  }

  @Test
  void a_platform_whose_name_only_begins_alike_does_not_fit() {
    NativeLibrary plain = new NativeLibrary("nd4j-native", "linux-x86_64");

    assertThat(plain.misfit(new Machine("linux-x86", true))).isPresent();
  }

  @Test
  void a_processor_without_avx2_is_told_the_profile() {
    NativeLibrary without = new NativeLibrary("nd4j-native", "linux-x86_64-onednn");

    assertThat(AVX2.misfit(new Machine("linux-x86_64", false)).orElseThrow())
        .contains("no AVX2")
        .endsWith("mvn clean package -P no-avx2");
    assertThat(without.misfit(new Machine("linux-x86_64", false))).isEmpty();
  }

  @Test
  void only_one_dnn_keeps_rows_apart() {
    assertThat(AVX2.keepsRowsApart()).isTrue();
    assertThat(new NativeLibrary("nd4j-native", "linux-arm64").keepsRowsApart()).isFalse();
  }

  @Test
  void the_cuda_backend_is_refused() {
    NativeLibrary cuda = new NativeLibrary("nd4j-cuda-11.6", "linux-x86_64");

    assertThat(cuda.misfit(new Machine("linux-x86_64", true)).orElseThrow())
        .startsWith("this build has the backend nd4j-cuda-11.6, on which networks have never been");
  }

  @Test
  void avx2_is_a_whole_word_among_the_flags_and_taken_for_granted_where_there_are_none() {
    assertThat(Machine.avx2(List.of("model name\t: Tiny", "flags\t\t: fpu avx avx2"))).isTrue();
    assertThat(Machine.avx2(List.of("model name\t: avx2", "flags\t\t: fpu avx avx2x"))).isFalse();
    assertThat(Machine.avx2(List.of("Features\t: fp asimd"))).isTrue();
    assertThat(Machine.avx2(List.of())).isTrue();
  }
}
