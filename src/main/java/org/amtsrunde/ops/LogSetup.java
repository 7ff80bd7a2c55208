package org.amtsrunde.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;

/**
 * How a node logs: one line per event on standard output, or one JSON object per line. In code, for reading it as XML took a tenth of
 * the start. A file that is named by {@code -Dlogback.configurationFile}, or {@code logback-test.xml} on the class path, goes before it.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  private static final String NODE = "amtsrunde.node";
  private static final String JSON = "amtsrunde.log.json";
  private static final String LINE = "%d{HH:mm:ss.SSS} %-5level %contextName [%thread] %logger{20} %msg %kvp%n";

  private static final Map<String, Level> LEVELS =
      Map.of(
          "io.netty",
          Level.WARN,
          "com.hazelcast",
          Level.WARN,
          // Its errors are damaged pictures of people, which are answered for already.
          "org.apache.pdfbox",
          Level.OFF);

  /** Says what every line is to carry; call it before the first word of a log. */
  public static void use(String node, boolean json) {
    System.setProperty(NODE, node);
    System.setProperty(JSON, String.valueOf(json));
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty("logback.configurationFile") != null
        || LogSetup.class.getResource("/logback-test.xml") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    context.setName(System.getProperty(NODE, "amtsrunde"));
    var encoder = Boolean.getBoolean(JSON) ? json(context) : text(context);
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setName("console");
    console.setEncoder(encoder);
    console.start();
    LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(console);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(LINE);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    var encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }
}
