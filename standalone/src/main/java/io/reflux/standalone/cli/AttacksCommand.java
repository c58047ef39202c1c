package io.reflux.standalone.cli;

import io.reflux.pipeline.experiment.AttackModes;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code reflux attacks}: the catalogue of attacks, or one of them. */
@Command(
    name = "attacks",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the attacks that an experiment can name, and the suites of them; needs no cluster.",
      "With a mode: its budget, goals and parameters, what they mean and what is allowed."
    })
final class AttacksCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODE",
      completionCandidates = Names.class,
      description = "One of the attacks, for example cw-l2.")
  private @Nullable String mode;

  AttacksCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (mode == null) {
      session.print(AttackCatalogue.all());
      return ExitStatus.OK;
    }
    try {
      session.print(AttackCatalogue.of(AttackModes.named(mode)));
      return ExitStatus.OK;
    } catch (IllegalArgumentException e) {
      session.say(String.valueOf(e.getMessage()));
      return ExitStatus.USAGE;
    }
  }

  /** The names of the modes, for the completion of shells. */
  static final class Names implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return AttackModes.labels().iterator();
    }
  }
}
