package io.reflux.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflux.pipeline.fixture.LinearModelFile;
import io.reflux.pipeline.fixture.TinyData;
import io.reflux.standalone.cli.CommandLineFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reflux attack} with a real broker, a real registry and the real services. */
@Tag("slow")
final class OwnModelTest {

  private static final int SAMPLES = 6;
  private static final int PAIRS = SAMPLES * (TinyData.CLASSES - 1);

  @TempDir Path directory;

  @Test
  void a_model_from_a_file_is_measured_attacked_and_judged() {
    Path model = LinearModelFile.ofTinyData(directory.resolve("mine.safetensors"));
    Path out = directory.resolve("out");
    CommandLineFixture reflux =
        new CommandLineFixture(directory.resolve("home"), CommandLineFixture.servicesOfThisBuild());

    int status =
        reflux.execute(
            "attack",
            "--model=" + model,
            "--temperature=2",
            "--dataset=" + new TinyData(directory.resolve("images")).ref().getName(),
            "--attack=jsma-f-log:maxFeatures=8",
            "--attack=jsma-t:maxFeatures=8",
            "--samples=" + SAMPLES,
            "--out=" + out);

    assertThat(status).as(reflux.err()).isZero();
    assertThat(reflux.out()).containsPattern("external m-[0-9a-f]{8} +jsma-f-log");
    JsonNode report = new ReportDirectory(out).report();
    assertThat(report.get("status").asText()).isEqualTo("COMPLETED");
    assertThat(report.get("models")).hasSize(1);
    assertThat(report.get("models").get(0).get("role").asText()).isEqualTo("EXTERNAL");
    assertThat(report.get("models").get(0).get("quality").get("testAccuracy").asDouble())
        .isEqualTo(1);
    assertThat(report.get("verdictEvidence").asText()).startsWith("the external model m-");
    assertThat(new ReportDirectory(out).scores())
        .hasSize(2)
        .allSatisfy(
            score -> {
              assertThat(score.get("attempted").asInt()).isEqualTo(PAIRS);
              assertThat(score.get("successes").asInt()).isEqualTo(PAIRS);
            });
  }
}
