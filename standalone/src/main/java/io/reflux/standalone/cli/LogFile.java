package io.reflux.standalone.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Sends the log to a file, so that the terminal belongs to the person. What Reflux itself logs as
 * an error is also told there, as one line.
 */
final class LogFile {

  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level [%thread] %logger{36} %msg%n%ex";
  private static final String OURS = "io.reflux";
  private static final List<String> CHATTERBOXES =
      List.of(
          "kafka", "org.apache.kafka", "state.change.logger", "org.eclipse.jetty", "io.javalin");

  private final LoggerContext context;
  private Consumer<String> errors;
  private @Nullable Path path;

  /** A log that stays where the logging system was told to put it until it is opened. */
  LogFile(LoggerContext context, Consumer<String> errors) {
    this.context = context;
    this.errors = errors;
  }

  /** Where the log goes, once it is open. */
  Optional<Path> path() {
    return Optional.ofNullable(path);
  }

  /** Tells errors somewhere else from now on. */
  void tellErrorsTo(Consumer<String> other) {
    errors = other;
  }

  /**
   * Begins a log anew. If the file cannot be written there is no log: that is no reason not to
   * work.
   */
  void open(Path file) {
    context.reset();
    try {
      Files.createDirectories(file.toAbsolutePath().normalize().resolveSibling(""));
      path = file;
    } catch (IOException e) {
      errors.accept("no log is written: " + e);
      return;
    }
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
    CHATTERBOXES.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(started(fileAppender(file)));
    context.getLogger(OURS).addAppender(started(new ErrorLine()));
  }

  private FileAppender<ILoggingEvent> fileAppender(Path file) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern(PATTERN);
    encoder.start();
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setFile(file.toString());
    appender.setAppend(false);
    appender.setEncoder(encoder);
    return appender;
  }

  private Appender<ILoggingEvent> started(Appender<ILoggingEvent> appender) {
    appender.setContext(context);
    appender.start();
    return appender;
  }

  /** Passes errors on to the person. */
  private final class ErrorLine extends AppenderBase<ILoggingEvent> {

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
        errors.accept("error: " + event.getFormattedMessage().replaceAll("\\s+", " "));
      }
    }
  }
}
