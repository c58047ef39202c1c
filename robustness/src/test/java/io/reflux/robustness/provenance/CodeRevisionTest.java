package io.reflux.robustness.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeRevisionTest {

  @Test
  void a_revision_is_kept() {
    assertThat(new CodeRevision("0967fb0-dirty\n").value()).isEqualTo("0967fb0-dirty");
  }

  @Test
  void an_unfilled_placeholder_is_unknown() {
    assertThat(new CodeRevision("${reflux.revision}").value()).isEqualTo("unknown");
  }

  @Test
  void the_build_writes_a_revision_or_unknown_into_the_class_path() {
    assertThat(CodeRevision.class.getResource("revision.properties")).isNotNull();
    assertThat(CodeRevision.current().value()).matches("[A-Za-z0-9._+-]+");
  }
}
