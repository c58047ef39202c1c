package io.reflux.standalone.cli;

import io.reflux.pipeline.experiment.text.InvalidExperimentException;
import io.reflux.pipeline.external.UnfitModelException;
import io.reflux.robustness.data.DatasetMismatchException;
import io.reflux.robustness.data.DatasetUnavailableException;
import io.reflux.robustness.data.format.DataFormatException;
import io.reflux.robustness.interchange.tensors.ModelImportException;
import io.reflux.robustness.network.execution.NativeLibraryException;
import io.reflux.runtime.config.ConfigurationException;
import io.reflux.runtime.lifecycle.ServiceFailedException;
import io.reflux.standalone.cluster.ClusterException;
import io.reflux.standalone.embedded.EmbeddedPlatformException;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into a sentence for the person and a code for the script. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private static final List<Class<? extends Exception>> USERS_FAULT =
      List.of(
          InvalidExperimentException.class,
          ConfigurationException.class,
          ModelImportException.class,
          UnfitModelException.class);

  private static final List<Class<? extends Exception>> ENVIRONMENTS_FAULT =
      List.of(
          EmbeddedPlatformException.class,
          ClusterException.class,
          ServiceFailedException.class,
          DatasetUnavailableException.class,
          DatasetMismatchException.class,
          DataFormatException.class,
          NativeLibraryException.class,
          OutputDirectoryException.class,
          KafkaException.class,
          IOException.class);

  private final Session session;

  Failures(Session session) {
    this.session = session;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof InterruptedException || failure instanceof InterruptException) {
      session.say("interrupted");
      return ExitStatus.INTERRUPTED;
    }
    if (isOneOf(USERS_FAULT, failure)) {
      session.say(String.valueOf(failure.getMessage()));
      return ExitStatus.USAGE;
    }
    if (isOneOf(ENVIRONMENTS_FAULT, failure)) {
      if (session.logs().path().isPresent()) {
        LOG.warn("{} failed", command.getCommandName(), failure);
      }
      session.say(sentence(failure));
      return ExitStatus.ENVIRONMENT;
    }
    LOG.warn("{} failed", command.getCommandName(), failure);
    session.say("this is a fault of the program: " + failure);
    session.logs().path().ifPresent(log -> session.say("the details are in " + log));
    return ExitStatus.FAILED;
  }

  /** A wrong command line is answered with what is wrong, not with a page of help. */
  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    session.say(String.valueOf(failure.getMessage()));
    UnmatchedArgumentException.printSuggestions(failure, command.getErr());
    session.say("try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitStatus.USAGE;
  }

  private static boolean isOneOf(List<Class<? extends Exception>> classes, Exception failure) {
    return classes.stream().anyMatch(type -> type.isInstance(failure));
  }

  /** An {@link IOException} often says no more than a file's name. */
  private static String sentence(Exception failure) {
    return failure instanceof IOException
        ? failure.toString()
        : String.valueOf(failure.getMessage());
  }
}
