package io.reflux.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.schemas.avro.AttackOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.internals.Topic;
import org.junit.jupiter.api.Test;

final class TopicsTest {

  @Test
  void names_are_unique_and_valid_for_kafka() {
    List<String> names = Topics.all().stream().map(topic -> topic.name()).toList();

    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    names.forEach(Topic::validate);
  }

  @Test
  void every_topic_of_the_class_is_in_the_list() {
    List<String> declared =
        Arrays.stream(Topics.class.getFields())
            .map(field -> field.getName().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();

    assertThat(Topics.all())
        .map(topic -> topic.name())
        .containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void the_catalogue_is_the_one_that_is_documented() {
    assertThat(Topics.all())
        .map(
            topic ->
                "%s %s %d %s %s"
                    .formatted(
                        topic.name(),
                        topic.keyDoc().replace(' ', '_'),
                        topic.partitions(),
                        topic.cleanup().setting(),
                        topic.retention().map(kept -> kept.toDays() + "d").orElse("forever")))
        .containsExactly(
            "experiments experimentId 1 compact forever",
            "external-models modelId 1 compact forever",
            "experiment-plans experimentId 1 compact forever",
            "training-jobs jobId 1 delete 7d",
            "distillation-jobs jobId 1 delete 7d",
            "attack-jobs jobId 1 delete 7d",
            "job-events jobId 1 compact,delete 30d",
            "teacher-checkpoints modelId 1 compact forever",
            "soft-labels modelId|batch 1 delete 7d",
            "student-checkpoints modelId 1 compact forever",
            "attack-plans modelId|attackId 6 compact forever",
            "attack-outcomes modelId|attackId|sample|target 6 compact forever",
            "robustness-scores experimentId|modelId|attackId 1 compact forever",
            "robustness-reports experimentId 1 compact forever",
            "promotion-decisions line 1 compact forever",
            "dead-letters key_of_the_original_record 1 delete 30d");
  }

  @Test
  void every_topic_says_what_it_is_for() {
    assertThat(Topics.all()).allSatisfy(topic -> assertThat(topic.doc()).endsWith("."));
  }

  @Test
  void settings_carry_kafkas_names() {
    assertThat(Topics.JOB_EVENTS.settings())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "cleanup.policy", "compact,delete",
                "retention.ms", "2592000000",
                "max.message.bytes", "1048588"));
    assertThat(Topics.ROBUSTNESS_REPORTS.settings())
        .containsEntry("retention.ms", "-1")
        .containsEntry("max.message.bytes", "8388608");
  }

  @Test
  void all_outcomes_of_an_attack_lie_beside_its_plan() {
    for (int model = 0; model < 50; model++) {
      AttackKey attack = new AttackKey("m-" + model, "a-1");
      int plan = Topics.ATTACK_PLANS.partition(attack.text());

      assertThat(IntStream.range(0, 20))
          .allMatch(sample -> plan == outcomePartition(attack, sample));
    }
  }

  @Test
  void attacks_spread_over_all_partitions() {
    assertThat(IntStream.range(0, 200).map(i -> Topics.ATTACK_PLANS.partition("m-" + i + "|a-1")))
        .containsOnly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void whole_keys_go_where_kafka_would_put_them() {
    String key = "m-0123456789abcdef|a-fedcba9876543210";

    assertThat(Topics.ATTACK_PLANS.partition(key))
        .isEqualTo(BuiltInPartitioner.partitionForKey(key.getBytes(UTF_8), 6));
  }

  @Test
  void a_record_carries_its_partition() {
    ProducerRecord<String, AttackOutcome> record =
        Topics.ATTACK_OUTCOMES.producerRecord("m-1|a-2|3|4", null);

    assertThat(record.topic()).isEqualTo("attack-outcomes");
    assertThat(record.key()).isEqualTo("m-1|a-2|3|4");
    assertThat(record.partition()).isEqualTo(Topics.ATTACK_PLANS.partition("m-1|a-2"));
  }

  @Test
  void a_record_with_a_malformed_key_is_not_built() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Topics.ATTACK_OUTCOMES.producerRecord("m-1|a-2", null))
        .withMessage("a key must be modelId|attackId|sample|target, was 'm-1|a-2'");
  }

  private static int outcomePartition(AttackKey attack, int sample) {
    OutcomeKey key = new OutcomeKey(attack.modelId(), attack.attackId(), sample, sample % 10);
    return Topics.ATTACK_OUTCOMES.partition(key.text());
  }
}
