package io.reflux.standalone.cluster;

import io.reflux.schemas.admin.TopicAdmin;
import io.reflux.schemas.admin.TopicMismatchException;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Compares the topics of a cluster with the catalogue and changes nothing. */
public final class TopicCensus {

  private final Cluster cluster;

  /** A census of a cluster. */
  public TopicCensus(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * What is not as it should be, one sentence each; empty if all is well.
   *
   * @throws ClusterException if the cluster does not answer
   * @throws InterruptedException if the wait is interrupted
   */
  public List<String> complaints() throws InterruptedException {
    List<String> complaints = new ArrayList<>();
    try (Admin admin = Admin.create(cluster.clientConfig());
        TopicAdmin topics =
            new TopicAdmin(admin, cluster.settings().bootstrapServers(), Cluster.ANSWER)) {
      Set<String> names = admin.listTopics().names().get();
      List<Topic<?>> existing = new ArrayList<>();
      for (Topic<?> topic : Topics.all()) {
        if (names.contains(topic.name())) {
          existing.add(topic);
        } else {
          complaints.add("topic " + topic.name() + ": is missing");
        }
      }
      topics.ensure(existing, TopicAdmin.BROKER_DEFAULT);
    } catch (TopicMismatchException e) {
      e.mismatches().forEach(mismatch -> complaints.add(mismatch.toString()));
    } catch (ExecutionException e) {
      throw cluster.unreachable(e);
    }
    return complaints;
  }
}
