package io.reflux.standalone.endtoend;

import io.reflux.standalone.cli.CommandLineFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What {@code reflux run} came to, with all services of this build in this process.
 *
 * @param status its exit status
 * @param out what it printed
 * @param err what else it said
 * @param work the work that its topics tell of at the end
 * @param files what it wrote
 */
record OneProcess(int status, String out, String err, Work work, ReportDirectory files) {

  /** Runs the tiny experiment. */
  static OneProcess run(Path state, Path out) {
    AtomicReference<Work> work = new AtomicReference<>();
    Map<String, String> environment = new HashMap<>(TinyExperiment.ONE_SAMPLE_PER_JOB);
    environment.put("HOME", out.resolveSibling("home").toString());
    CommandLineFixture reflux =
        new CommandLineFixture(
            environment,
            variables ->
                new WatchedServices(
                    CommandLineFixture.servicesOfThisBuild().assemble(variables),
                    variables,
                    work::set));
    int status = reflux.execute(arguments(state, out).toArray(String[]::new));
    return new OneProcess(status, reflux.out(), reflux.err(), work.get(), new ReportDirectory(out));
  }

  /** The command line of such a run. */
  static List<String> arguments(Path state, Path out) {
    return new ArrayList<>(
        List.of("run", TinyExperiment.file(), "--state-dir=" + state, "--out=" + out));
  }
}
