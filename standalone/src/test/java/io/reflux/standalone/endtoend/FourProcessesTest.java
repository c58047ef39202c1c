package io.reflux.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.runtime.messages.DeadLetter;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The services as four processes, through one story that all tests look back on: bad requests and
 * good ones, a damaged file, repeated requests, and an attacker that is killed in the middle.
 */
@Tag("slow")
@ExtendWith(Reference.class)
@TestInstance(Lifecycle.PER_CLASS)
final class FourProcessesTest {

  private static final int PAIRS_PER_ATTACK =
      TinyExperiment.ATTACKED / 2 * TinyExperiment.SAMPLES * TinyExperiment.TARGETS_PER_SAMPLE;

  /** Two unreadable requests, two trainings without images, one attack on a damaged model. */
  private static final int DEAD_LETTERS = 5;

  private static final int NO_SUCH_SCHEMA = 1_000_000;
  private static final String NOBODYS_DIGEST = "0".repeat(64);
  private static final EventMeta NO_META =
      EventMeta.newBuilder().setEventId("any").setProducedAt(Instant.EPOCH).build();

  private Path damagedFile;
  private String firstId;
  private String repeatedId;
  private Work afterFirst;
  private Work afterRepetition;
  private List<RobustnessScore> firstScores;
  private List<RobustnessScore> otherScores;
  private long outcomesBeforeKill;
  private long outcomesAtKill;
  private Work end;
  private List<DeadLetter> deadLetters;
  private long unreadable;
  private String nobodysEnd;
  private String damagedEnd;
  private ReportDirectory firstReport;
  private ReportDirectory report;
  private int consoleStatus;
  private List<Integer> statuses;

  @BeforeAll
  void tell_the_story(@TempDir Path directory) throws Exception {
    try (FourProcesses cluster = FourProcesses.startWithoutAttacker(directory);
        Console console = Console.start(cluster, directory)) {
      console.type(TinyExperiment.lineWithFirstAttack());
      submitWhatCannotBeDone(cluster, directory);
      damageACheckpoint(cluster);
      cluster.startAttacker();
      repeatARequest(cluster);
      console.type(TinyExperiment.line());
      killTheAttacker(cluster);
      cluster.startAttacker();
      consoleStatus = console.end();
      lookBack(cluster, directory);
      statuses = cluster.stop();
    }
  }

  @Test
  void four_processes_find_what_one_process_finds(Reference.Run reference) {
    assertThat(consoleStatus).isZero();
    assertThat(firstReport.rows("outcomes.csv"))
        .hasSize(PAIRS_PER_ATTACK)
        .isSubsetOf(reference.result().files().rows("outcomes.csv"));
    assertThat(report.findings()).isEqualTo(reference.result().files().findings());
    assertThat(report.text("outcomes.csv"))
        .isEqualTo(reference.result().files().text("outcomes.csv"));
  }

  @Test
  void an_attacker_killed_in_the_middle_changes_no_outcome(Reference.Run reference) {
    assertThat(outcomesAtKill - outcomesBeforeKill)
        .as("new outcomes when the attacker was gone, of %d", PAIRS_PER_ATTACK)
        .isBetween(PAIRS_PER_ATTACK / 10L, PAIRS_PER_ATTACK * 9L / 10);
    assertThat(report.findings()).isEqualTo(reference.result().files().findings());
    assertThat(report.text("outcomes.csv"))
        .isEqualTo(reference.result().files().text("outcomes.csv"));
    assertThat(end.startsOf(JobKind.TRAINING, JobKind.DISTILLATION))
        .as("how often each model was begun: three, the damaged one, and two without images")
        .containsExactlyInAnyOrder(1L, 1L, 1L, 1L, 2L, 2L);
  }

  @Test
  void a_request_asked_again_in_another_way_does_no_work_twice() {
    assertThat(afterFirst.startsOf(JobKind.ATTACK))
        .as("one job for each attacked sample, and the one on the damaged model")
        .hasSize(TinyExperiment.ATTACKED / 2 * TinyExperiment.SAMPLES + 1)
        .containsOnly(1L);
    assertThat(repeatedId).isEqualTo(firstId);
    assertThat(afterRepetition).isEqualTo(afterFirst);
  }

  @Test
  void the_same_work_under_another_id_gets_a_report_of_its_own() {
    assertThat(firstScores).hasSize(TinyExperiment.ATTACKED / 2);
    assertThat(otherScores).isEqualTo(firstScores);
  }

  @Test
  void bytes_that_are_no_experiment_are_put_aside_and_the_stream_goes_on() {
    assertThat(causesOfUnreadExperiments()).anyMatch(cause -> cause.contains("was 0x6e"));
    assertThat(report.report().get("status").asText()).isEqualTo("COMPLETED");
  }

  @Test
  void a_request_of_an_unknown_schema_is_put_aside_and_the_stream_goes_on() {
    assertThat(causesOfUnreadExperiments())
        .anyMatch(cause -> cause.contains(Integer.toString(NO_SUCH_SCHEMA)));
    assertThat(report.report().get("status").asText()).isEqualTo("COMPLETED");
  }

  @Test
  void nothing_else_on_any_topic_is_unreadable() {
    assertThat(unreadable).isEqualTo(2);
    assertThat(causesOfUnreadExperiments()).hasSize(2);
    assertThat(deadLetters).hasSize(DEAD_LETTERS);
  }

  @Test
  void images_that_nobody_has_fail_the_experiment_with_advice() {
    assertThat(nobodysEnd)
        .contains("the experiment failed: ")
        .contains("nobodys-images holds no IDX data set")
        .contains("put the files there, or start another worker that has them")
        .contains("Missing: the baseline, the teacher at T = 5, the student at T = 5");
    assertThat(deadLetters)
        .filteredOn(letter -> letter.topic().equals(Topics.TRAINING_JOBS.name()))
        .hasSize(2)
        .allSatisfy(letter -> assertThat(letter.attempt()).isOne());
  }

  @Test
  void a_damaged_checkpoint_fails_the_attack_with_the_file_and_advice() {
    assertThat(damagedEnd)
        .contains("the experiment failed: ")
        .contains(damagedFile.toUri() + " is corrupted")
        .contains("put the file back from a copy and submit the experiment again")
        .contains("Missing: jsma-f-log on the baseline");
    assertThat(deadLetters)
        .filteredOn(letter -> letter.topic().equals(Topics.ATTACK_JOBS.name()))
        .singleElement()
        .satisfies(letter -> assertThat(letter.attempt()).isZero());
  }

  @Test
  void services_that_are_told_to_stop_end_with_0() {
    assertThat(statuses).containsExactly(0, 0, 0, 0);
  }

  private List<String> causesOfUnreadExperiments() {
    return deadLetters.stream()
        .filter(letter -> letter.topic().equals(Topics.EXPERIMENTS.name()))
        .map(DeadLetter::cause)
        .toList();
  }

  private static void submitWhatCannotBeDone(FourProcesses cluster, Path directory)
      throws Exception {
    cluster.send(Topics.EXPERIMENTS, "garbage", "no experiment".getBytes(UTF_8));
    byte[] unknown = ByteBuffer.allocate(9).put((byte) 0).putInt(NO_SUCH_SCHEMA).array();
    cluster.send(Topics.EXPERIMENTS, "unknown-schema", unknown);
    cluster.submit(
        "--id=nobodys",
        "--set=dataset.name=idx:" + directory.resolve("nobodys-images"),
        "--set=dataset.digest=" + NOBODYS_DIGEST);
    cluster.submit(
        "--id=damaged",
        "--set=training.seed=2",
        "--set=training.temperatureRates=[]",
        "--set=temperatures=[]",
        "--set=attacks=[{mode: jsma-f-log}]",
        "--set=attackSamples=1");
  }

  /** Changes one byte of the finished baseline of seed 2 before there is an attacker to read it. */
  private void damageACheckpoint(FourProcesses cluster) throws IOException {
    cluster.await("the model to damage is there", () -> finished(cluster, "damaged").isPresent());
    String uri = finished(cluster, "damaged").orElseThrow().getWeights().getUri();
    damagedFile = Path.of(URI.create(uri));
    byte[] bytes = Files.readAllBytes(damagedFile);
    bytes[bytes.length / 2] ^= 1;
    Files.write(damagedFile, bytes);
  }

  private static Optional<TeacherCheckpoint> finished(FourProcesses cluster, String experimentId) {
    return cluster.log().values(Topics.TEACHER_CHECKPOINTS).stream()
        .filter(checkpoint -> checkpoint.getMeta().getExperimentId().equals(experimentId))
        .filter(checkpoint -> checkpoint.getStage() == CheckpointStage.FINAL)
        .findFirst();
  }

  /** Asks for the first experiment again, and for the same under another id. */
  private void repeatARequest(FourProcesses cluster) throws Exception {
    cluster.await(
        "there is nothing left to do",
        () ->
            cluster.log().deadLetters().size() >= DEAD_LETTERS
                && cluster.typedIds().stream().anyMatch(id -> cluster.report(id).isPresent()));
    firstId = cluster.typedIds().get(0);
    firstScores = scores(cluster, firstId);
    afterFirst = Work.of(cluster.log());
    repeatedId = cluster.submit(TinyExperiment.onlyFirstAttack());
    cluster.submit(TinyExperiment.onlyFirstAttack(), "--id=other");
    cluster.await("the other id has its report", () -> cluster.report("other").isPresent());
    cluster.awaitPlanners();
    afterRepetition = Work.of(cluster.log());
    otherScores = scores(cluster, "other");
  }

  /** Kills it as soon as a tenth of the second attack is done, which leaves the rest of it. */
  private void killTheAttacker(FourProcesses cluster) {
    outcomesBeforeKill = cluster.log().count(Topics.ATTACK_OUTCOMES);
    long tenth = outcomesBeforeKill + PAIRS_PER_ATTACK / 10;
    cluster.await(
        "a tenth of the second attack is done",
        () -> cluster.log().count(Topics.ATTACK_OUTCOMES) >= tenth);
    cluster.killAttacker();
    cluster.log().readToEnd();
    outcomesAtKill = cluster.log().count(Topics.ATTACK_OUTCOMES);
  }

  private void lookBack(FourProcesses cluster, Path directory) {
    String id = cluster.typedIds().get(1);
    cluster.await("the whole experiment has ended", () -> cluster.report(id).isPresent());
    end = Work.of(cluster.log());
    deadLetters = cluster.log().deadLetters();
    unreadable = cluster.log().unreadable();
    nobodysEnd = cluster.reflux(1, "watch", "nobodys").err();
    damagedEnd = cluster.reflux(1, "watch", "damaged").err();
    firstReport = write(cluster, firstId, directory.resolve("first"));
    report = write(cluster, id, directory.resolve("whole"));
  }

  private static ReportDirectory write(FourProcesses cluster, String id, Path directory) {
    cluster.reflux(0, "report", id, "--out=" + directory);
    return new ReportDirectory(directory);
  }

  /** The scores in a report without what makes them the experiment's own. */
  private static List<RobustnessScore> scores(FourProcesses cluster, String experimentId) {
    return cluster.report(experimentId).orElseThrow().getScores().stream()
        .map(
            score ->
                RobustnessScore.newBuilder(score).setExperimentId("any").setMeta(NO_META).build())
        .toList();
  }
}
