package io.reflux.standalone.cli;

import io.reflux.pipeline.external.BroughtModel;
import io.reflux.runtime.config.ConfigReader;
import io.reflux.runtime.settings.RuntimeKeys;
import io.reflux.runtime.settings.RuntimeSettings;
import io.reflux.standalone.cluster.Cluster;
import io.reflux.standalone.cluster.ModelRegistration;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reflux register}: makes a model that the user brings known to a cluster. */
@Command(
    name = "register",
    mixinStandardHelpOptions = true,
    description = {
      "Registers a model of your own with a cluster, and prints its id, which experiments name under"
          + " externalModels.",
      "Its weights go to the artefact store that the services share. The same model registered twice"
          + " is one model."
    })
final class RegisterCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--artifact-store",
      paramLabel = "URI",
      description =
          "The store of weights that the services share, under the path that they see"
              + " (REFLUX_ARTIFACT_STORE, file:data/artifacts).")
  private @Nullable String artifactStore;

  @Mixin private ClusterOptions options = new ClusterOptions();

  RegisterCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    BroughtModel brought = model.read(session);
    session.logs().open(session.cacheDirectory().resolve("reflux.log"));
    Map<String, String> environment = options.overlay(session.environment());
    if (artifactStore != null) {
      environment.put(RuntimeKeys.ARTIFACT_STORE.name(), artifactStore);
    }
    register(brought, environment);
    session.print(List.of(brought.id()));
    session.say("attack it with an experiment that has: externalModels: [" + brought.id() + "]");
    return ExitStatus.OK;
  }

  private static void register(BroughtModel brought, Map<String, String> environment)
      throws IOException, InterruptedException {
    RuntimeSettings settings =
        ConfigReader.read(environment, RuntimeKeys.CATALOGUE, RuntimeSettings::from);
    try (Cluster cluster = Cluster.connect(settings.kafka())) {
      new ModelRegistration(cluster, Clock.systemUTC())
          .register(brought, settings.storage().artifactStore());
    }
  }
}
