package io.reflux.standalone.cli;

import io.reflux.schemas.admin.TopicAdmin;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import io.reflux.standalone.cluster.Cluster;
import io.reflux.standalone.cluster.TopicCensus;
import io.reflux.standalone.terminal.TextTable;
import io.reflux.standalone.terminal.TextTable.Column;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reflux topics}: the topics of the catalogue, here and on a cluster. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(create | check | list)",
    description = "Creates or checks the topics of a cluster, or lists the catalogue.")
final class TopicsCommand {

  private TopicsCommand() {}

  static CommandLine commandLine(Session session) {
    return new CommandLine(new TopicsCommand())
        .addSubcommand(new Create(session))
        .addSubcommand(new Check(session))
        .addSubcommand(new Listing(session));
  }

  /** {@code reflux topics create}. */
  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = {
        "Creates the topics that a cluster lacks and checks those that it has.",
        "Topics that differ from the catalogue are named and nothing is changed."
      })
  static final class Create implements Callable<Integer> {

    private final Session session;

    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(
        names = "--replication-factor",
        paramLabel = "N",
        defaultValue = "-1",
        description = "Replicas of each partition; -1, the default, leaves it to the broker.")
    private short replicationFactor = TopicAdmin.BROKER_DEFAULT;

    @Option(
        names = "--timeout",
        paramLabel = "SECONDS",
        defaultValue = "15",
        description = "The longest wait for one answer of the broker (${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    Create(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      session.logs().open(session.cacheDirectory().resolve("reflux.log"));
      Duration timeout = Duration.ofSeconds(timeoutSeconds);
      try (TopicAdmin admin =
          TopicAdmin.connect(cluster.settings(session.environment()).clientConfig(), timeout)) {
        List<String> created = admin.ensure(Topics.all(), replicationFactor);
        created.forEach(name -> session.print(List.of("created " + name)));
        session.say(
            "%d topics created, %d were there"
                .formatted(created.size(), Topics.all().size() - created.size()));
        return ExitStatus.OK;
      }
    }
  }

  /** {@code reflux topics check}. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Tells which topics a cluster lacks and how others differ from the catalogue.",
        "Ends with 0 if all are there and as they should be, else with 3."
      })
  static final class Check implements Callable<Integer> {

    private final Session session;

    @Mixin private ClusterOptions options = new ClusterOptions();

    Check(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
      session.logs().open(session.cacheDirectory().resolve("reflux.log"));
      try (Cluster cluster = Cluster.connect(options.settings(session.environment()))) {
        List<String> complaints = new TopicCensus(cluster).complaints();
        session.print(complaints);
        session.say(
            complaints.isEmpty()
                ? "all %d topics are as they should be".formatted(Topics.all().size())
                : "create what is missing with: reflux topics create");
        return complaints.isEmpty() ? ExitStatus.OK : ExitStatus.ENVIRONMENT;
      }
    }
  }

  /** {@code reflux topics list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the topics of the catalogue; needs no cluster.")
  static final class Listing implements Callable<Integer> {

    private final Session session;

    Listing(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      TextTable table =
          new TextTable(
              List.of(
                  Column.left("topic"),
                  Column.left("key"),
                  Column.left("value"),
                  Column.right("partitions"),
                  Column.left("cleanup"),
                  Column.left("kept")));
      Topics.all().forEach(topic -> table.add(row(topic)));
      session.print(table.lines());
      return ExitStatus.OK;
    }

    private static List<String> row(Topic<?> topic) {
      return List.of(
          topic.name(),
          topic.keyDoc(),
          topic.valueType().getSimpleName(),
          Integer.toString(topic.partitions()),
          topic.cleanup().setting(),
          topic.retention().map(time -> time.toDays() + " days").orElse("for ever"));
    }
  }
}
