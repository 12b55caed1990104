package io.awfar.gateway;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// What is written to a logger, from now until this is closed.
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final Logger logger;
  private final Level level;
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

  private LogLines(Logger logger) {
    this.logger = logger;
    level = logger.getLevel();
  }

  public static LogLines of(String name) {
    return of(name, Level.INFO);
  }

  /// @param least what is less is not written
  public static LogLines of(String name, Level least) {
    Logger logger = (Logger) LoggerFactory.getLogger(name);
    LogLines lines = new LogLines(logger);
    lines.setContext(logger.getLoggerContext());
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(least);
    return lines;
  }

  public List<ILoggingEvent> events() {
    return List.copyOf(events);
  }

  public List<String> texts() {
    return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    events.add(event);
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(level);
  }
}
