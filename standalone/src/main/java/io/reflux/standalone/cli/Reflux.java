package io.reflux.standalone.cli;

import ch.qos.logback.classic.LoggerContext;
import io.reflux.attacker.AttackerService;
import io.reflux.distiller.DistillerService;
import io.reflux.evaluator.EvaluatorService;
import io.reflux.pipeline.settings.Processors;
import io.reflux.runtime.lifecycle.Lifecycle;
import io.reflux.runtime.settings.RuntimeSettings;
import io.reflux.standalone.embedded.EmbeddedServices;
import io.reflux.standalone.terminal.TerminalTraits;
import io.reflux.trainer.TrainerService;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code reflux} command: the program's entry, and the parent of all subcommands. */
@Command(
    name = "reflux",
    mixinStandardHelpOptions = true,
    versionProvider = Reflux.Version.class,
    description =
        "Trains, distils, attacks and scores image classifiers over Kafka, and says whether a defence"
            + " is robust or only hides its gradient.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes:",
      "    0   done",
      "    1   the experiment failed, or the program has a fault",
      "    2   the command line or the experiment is wrong; nothing was started",
      "    3   something that is needed is not there: a broker, a directory, a data set",
      "  130   interrupted",
      "",
      "Begin with:  reflux run"
    })
public final class Reflux {

  /**
   * Set by the launcher if a terminal is at the other end of standard error. Java itself can only
   * say so of standard input and output together.
   */
  private static final String TERMINAL = "reflux.terminal";

  private Reflux() {}

  /** Runs one command and exits. */
  public static void main(String[] arguments) {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) ->
            LoggerFactory.getLogger(Reflux.class)
                .error("thread {} ended by {}", thread.getName(), failure, failure));
    Session session = session();
    int status = commandLine(session).execute(arguments);
    session.out().flush();
    session.err().flush();
    System.exit(status);
  }

  /** The parser with all commands. */
  static CommandLine commandLine(Session session) {
    CommandLine line = new CommandLine(new Reflux());
    line.addSubcommand(withPresets(new RunCommand(session)));
    line.addSubcommand(withPresets(new SubmitCommand(session)));
    line.addSubcommand(new AttackCommand(session));
    line.addSubcommand(new RegisterCommand(session));
    line.addSubcommand(new WatchCommand(session));
    line.addSubcommand(new CancelCommand(session));
    line.addSubcommand(new ReportCommand(session));
    line.addSubcommand(new AttacksCommand(session));
    line.addSubcommand(TopicsCommand.commandLine(session));
    line.setExecutionExceptionHandler(new Failures(session));
    line.setParameterExceptionHandler(new Failures(session));
    line.setOut(new PrintWriter(session.out(), true, session.traits().charset()));
    line.setErr(new PrintWriter(session.err(), true, session.traits().charset()));
    line.setUsageHelpAutoWidth(false);
    line.setAbbreviatedOptionsAllowed(false);
    return line;
  }

  private static CommandLine withPresets(Object command) {
    CommandLine line = new CommandLine(command);
    line.getCommandSpec().usageMessage().footer(ExperimentOptions.presets());
    return line;
  }

  private static Session session() {
    TerminalTraits traits = TerminalTraits.of(Boolean.getBoolean(TERMINAL), System.getenv());
    PrintStream err = stream(FileDescriptor.err, traits);
    LogFile logs = new LogFile((LoggerContext) LoggerFactory.getILoggerFactory(), err::println);
    return new Session(
        stream(FileDescriptor.out, traits),
        err,
        traits,
        System.getenv(),
        logs,
        servicesOfThisBuild(line -> err.println(traits.printable(line))));
  }

  /** Java's own streams follow the locale of the platform, which is not always the terminal's. */
  private static PrintStream stream(FileDescriptor descriptor, TerminalTraits traits) {
    return new PrintStream(new FileOutputStream(descriptor), false, traits.charset());
  }

  /**
   * The services as {@code reflux run} starts them.
   *
   * @param teller is told who computes with how many threads
   */
  static EmbeddedServices servicesOfThisBuild(Consumer<String> teller) {
    return environment -> {
      Processors processors = new Processors(environment, teller);
      return new Lifecycle(
          "services",
          List.of(
              processors,
              EvaluatorService.assemble(environment),
              AttackerService.assembleEmbedded(environment, processors),
              DistillerService.assembleEmbedded(environment, processors),
              TrainerService.assembleEmbedded(environment, processors)));
    };
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {
        "reflux " + RuntimeSettings.buildVersion(),
        "Java %s, %s %s"
            .formatted(
                System.getProperty("java.version"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"))
      };
    }
  }
}
