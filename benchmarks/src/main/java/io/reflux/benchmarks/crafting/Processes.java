package io.reflux.benchmarks.crafting;

import io.reflux.benchmarks.Spread;
import io.reflux.robustness.checkpoint.CheckpointFormat;
import io.reflux.runtime.artifact.ArtifactStore;
import io.reflux.runtime.messages.Publication;
import io.reflux.runtime.messages.RecordPublisher;
import io.reflux.runtime.settings.KafkaSettings;
import io.reflux.schemas.admin.TopicAdmin;
import io.reflux.schemas.avro.ArtifactRef;
import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.topic.Topics;
import io.reflux.standalone.cluster.Cluster;
import io.reflux.standalone.cluster.FeedRecord;
import io.reflux.standalone.cluster.TopicFeed;
import io.reflux.standalone.embedded.EmbeddedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Times an attack from the checkpoint's record to the last outcome's, over a real broker, with
 * attacker processes set up in several ways. In each round every set-up starts anew, does one order
 * that is not counted and then the ones that are.
 */
@Command(name = "benchmarks/run crafting.Processes", mixinStandardHelpOptions = true)
final class Processes implements Callable<Integer> {

  @Option(
      names = "--fleets",
      split = ";",
      defaultValue = "1,ATTACKER_THREADS=2;2,ATTACKER_THREADS=1",
      description = "PROCESSES,KEY=VALUE,... each (${DEFAULT-VALUE}).")
  private List<String> fleets = List.of();

  @Option(names = "--samples", defaultValue = "100", description = "Images (${DEFAULT-VALUE}).")
  private int samples;

  @Option(names = "--rounds", defaultValue = "3", description = "Rounds (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--orders", defaultValue = "2", description = "Per round (${DEFAULT-VALUE}).")
  private int orders;

  @Option(names = "--mode", defaultValue = "jsma-f-log", description = "Attack (${DEFAULT-VALUE}).")
  private String mode = "";

  private int ordered;

  /** Runs the program. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Processes()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Victim victim = Victim.load();
    Path directory = Files.createTempDirectory("processes");
    ArtifactRef weights =
        ArtifactStore.open(artifacts(directory).toUri())
            .put(CheckpointFormat.writeWeights(victim.checkpoint()))
            .ref();
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    try (EmbeddedPlatform platform = EmbeddedPlatform.start(directory.resolve("platform"));
        Cluster cluster =
            Cluster.connect(
                KafkaSettings.of(platform.bootstrapServers(), platform.schemaRegistryUrl()))) {
      try (TopicAdmin admin = TopicAdmin.connect(cluster.clientConfig(), Duration.ofSeconds(30))) {
        admin.ensure(Topics.all(), TopicAdmin.BROKER_DEFAULT);
      }
      for (int round = 0; round < rounds; round++) {
        for (String fleet : fleets) {
          rates
              .computeIfAbsent(fleet, name -> new ArrayList<>())
              .addAll(measure(fleet, cluster, directory, new Ware(victim, weights)));
        }
      }
    }
    print(rates);
    return 0;
  }

  /** What is attacked. */
  private record Ware(Victim victim, ArtifactRef weights) {}

  private List<Double> measure(String fleet, Cluster cluster, Path directory, Ware ware)
      throws IOException, InterruptedException {
    String[] parts = fleet.split(",", -1);
    Map<String, String> environment = new HashMap<>();
    environment.put("REFLUX_BOOTSTRAP_SERVERS", cluster.settings().bootstrapServers());
    environment.put("REFLUX_SCHEMA_REGISTRY_URL", cluster.settings().schemaRegistryUrl());
    environment.put("REFLUX_ARTIFACT_STORE", artifacts(directory).toUri().toString());
    environment.put("REFLUX_CACHE_DIR", directory.resolve("cache").toString());
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].split("=", 2);
      environment.put(pair[0], pair[1]);
    }
    List<Double> rates = new ArrayList<>();
    try (Fleet running = Fleet.start(Integer.parseInt(parts[0]), environment, directory);
        TopicFeed outcomes = TopicFeed.open(cluster, List.of(Topics.ATTACK_OUTCOMES));
        RecordPublisher publisher =
            RecordPublisher.connect(cluster.settings(), cluster.registry(), "benchmarks")) {
      for (int order = 0; order <= orders; order++) {
        double rate = rate(running, publisher, outcomes, ware);
        if (order > 0) {
          rates.add(rate);
        }
      }
    }
    return rates;
  }

  private double rate(Fleet running, RecordPublisher publisher, TopicFeed outcomes, Ware ware)
      throws InterruptedException {
    AttackOrder order = AttackOrder.of("m-" + ++ordered, mode, samples, ware.weights());
    int pairs = samples * (ware.victim().data().test().classes() - 1);
    Publication publication = publisher.publication();
    publication.publish(Topics.EXPERIMENT_PLANS, order.modelId(), order.plan(ware.victim()));
    publication.publish(
        Topics.TEACHER_CHECKPOINTS, order.modelId(), order.checkpoint(ware.victim()));
    long start = System.nanoTime();
    publication.flush();
    Set<String> seen = new HashSet<>();
    while (seen.size() < pairs) {
      running.requireAlive();
      for (FeedRecord record : outcomes.poll(Duration.ofMillis(20))) {
        AttackOutcome outcome = (AttackOutcome) record.value();
        if (outcome.getModelId().equals(order.modelId())) {
          seen.add(outcome.getSample() + "|" + outcome.getTarget());
        }
      }
    }
    return pairs / ((System.nanoTime() - start) / 1e9);
  }

  private static Path artifacts(Path directory) {
    return directory.resolve("artifacts");
  }

  private void print(Map<String, List<Double>> rates) {
    System.out.printf(
        "%d images x 9 targets, %s, %d rounds of %d; pairs/s from checkpoint to last outcome%n",
        samples, mode, rounds, orders);
    System.out.println("     min   median      max  attackers");
    rates.forEach(
        (name, values) -> System.out.printf("%s  %s%n", Spread.of(values).format("%8.1f"), name));
  }
}
