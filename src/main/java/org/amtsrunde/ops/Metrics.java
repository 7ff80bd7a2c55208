package org.amtsrunde.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.amtsrunde.realtime.EngineMetrics;

/** The figures of a node as Prometheus reads them. Counts what the machine does, never what a person does. */
public final class Metrics implements EngineMetrics {
  private final PrometheusMeterRegistry registry;
  private final LongAdder deliveries = new LongAdder();
  private final Map<String, Timer> commands = new ConcurrentHashMap<>();
  private final Counter connects;
  private final Counter doorbellsLost;
  private final Counter refills;
  private final Timer loopLag;
  private final Timer store;
  private final Counter recoveredWhole;
  private final Counter recoveredNot;
  private final JvmGcMetrics gc = new JvmGcMetrics();

  /** @param node stands as {@code node} at every figure */
  public Metrics(String node) {
    registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().commonTags("node", node);
    connects = registry.counter("amtsrunde_connects");
    doorbellsLost = registry.counter("amtsrunde_doorbells_lost");
    refills = registry.counter("amtsrunde_refills");
    loopLag = histogram("amtsrunde_loop_lag").register(registry);
    store = histogram("amtsrunde_store").register(registry);
    recoveredWhole = registry.counter("amtsrunde_recoveries", "complete", "true");
    recoveredNot = registry.counter("amtsrunde_recoveries", "complete", "false");
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    gc.bindTo(registry);
    io.micrometer.core.instrument.FunctionCounter.builder("amtsrunde_deliveries", deliveries, LongAdder::sum)
        .description("log entries handed to a connection")
        .register(registry);
  }

  /** A figure that is read when it is asked for. */
  public Metrics gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
    return this;
  }

  /** Everything in the Prometheus text format. */
  public String scrape() {
    return registry.scrape();
  }

  public void close() {
    gc.close();
    registry.close();
  }

  @Override
  public void connected() {
    connects.increment();
  }

  @Override
  public void disconnected(int code) {
    registry.counter("amtsrunde_disconnects", "code", String.valueOf(code)).increment();
  }

  @Override
  public void delivered(int count) {
    deliveries.add(count);
  }

  @Override
  public void doorbellLost() {
    doorbellsLost.increment();
  }

  @Override
  public void refilled() {
    refills.increment();
  }

  @Override
  public void loopLag(long nanos) {
    loopLag.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** The store has answered a command after so long, however it did. */
  public void storeAnswered(long nanos) {
    store.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void recovered(boolean complete) {
    (complete ? recoveredWhole : recoveredNot).increment();
  }

  @Override
  public void command(String kind, long nanos, boolean ok) {
    commands
        .computeIfAbsent(
            kind + ok,
            key -> histogram("amtsrunde_command").tags("kind", kind, "ok", String.valueOf(ok)).register(registry))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private static Timer.Builder histogram(String name) {
    return Timer.builder(name)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofNanos(100_000))
        .maximumExpectedValue(Duration.ofSeconds(10));
  }
}
