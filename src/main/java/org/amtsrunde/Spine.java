package org.amtsrunde;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.net.BindException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.amtsrunde.cluster.ClusterBus;
import org.amtsrunde.cluster.HazelcastSetup;
import org.amtsrunde.cluster.LocalBus;
import org.amtsrunde.cluster.NodeBus;
import org.amtsrunde.cluster.NodeLease;
import org.amtsrunde.config.Settings;
import org.amtsrunde.http.EdgeVerticle;
import org.amtsrunde.http.Emulation;
import org.amtsrunde.http.ManagementVerticle;
import org.amtsrunde.http.Origins;
import org.amtsrunde.http.Routes;
import org.amtsrunde.http.SignInFilter;
import org.amtsrunde.http.SocketEndpoint;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.ops.Health;
import org.amtsrunde.ops.Metrics;
import org.amtsrunde.realtime.Authenticator;
import org.amtsrunde.realtime.Engine;
import org.amtsrunde.redis.RedisProcess;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.redis.StoreCheck;
import org.amtsrunde.redis.StoreOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every node stands on, whatever capabilities it serves: event loops, store, bus, engine, edge. Opened and closed by blocking
 * calls of the main thread.
 */
public final class Spine {
  private static final Logger LOG = LoggerFactory.getLogger(Spine.class);
  private static final int PATIENCE_SECONDS = 60;

  private final Settings settings;
  private final @Nullable RedisProcess process;
  private final Vertx vertx;
  private final List<Context> loops = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final RedisStore store;
  private final NodeLease lease;
  private final NodeBus bus;
  private final Ids ids = new Ids(new SecureRandom());
  private final Metrics metrics;
  private final Health health = new Health();
  private final Engine engine;
  private final Emulation emulation;
  private final List<EdgeVerticle> edges = new ArrayList<>();
  private @Nullable String serving;

  private Spine(Settings settings, Vertx vertx, Metrics metrics, @Nullable RedisProcess process) throws IOException {
    this.settings = settings;
    this.vertx = vertx;
    this.metrics = metrics;
    this.process = process;
    var nodeId = ids.next();
    int count = Runtime.getRuntime().availableProcessors();
    for (int i = 0; i < count; i++) {
      var loop = ((VertxInternal) vertx).createEventLoopContext();
      loops.add(loop);
      threads.add(threadOf(loop));
    }
    var urls = process == null ? settings.redis().urls() : List.of(process.url());
    var redis = settings.redis();
    this.store =
        new RedisStore(
            vertx, loops, StoreOptions.of(urls, redis.mode(), redis.sentinelMaster()), redis.deadlineMillis());
    store.observe(metrics::storeAnswered);
    this.lease = new NodeLease(vertx, store, nodeId);
    this.bus = settings.cluster().enabled() ? new ClusterBus(vertx, loops.get(0), nodeId, lease) : new LocalBus(nodeId);
    this.engine = new Engine(vertx, loops, store, bus, ids, metrics);
    this.emulation = new Emulation(bus, lease, ids);
  }

  /** Brings up store and bus; nothing is served yet. */
  static Spine open(Settings settings) throws IOException {
    var starting = Early.begin("store-start", () -> embedded(settings));
    Spine spine;
    Vertx vertx = null;
    try {
      var metrics = new Metrics(settings.nodeName());
      vertx = vertx(settings);
      spine = new Spine(settings, vertx, metrics, starting.await().orElse(null));
    } catch (IOException | RuntimeException e) {
      if (vertx != null) {
        quietly("event loops", vertx.close());
      }
      endStore(starting);
      throw e;
    }
    try {
      spine.connect();
      return spine;
    } catch (IOException | RuntimeException e) {
      spine.close();
      throw e;
    }
  }

  private static Optional<RedisProcess> embedded(Settings settings) throws IOException {
    return settings.redis().embedded() ? Optional.of(RedisProcess.start(settings.dataDir())) : Optional.empty();
  }

  private static void endStore(Early<Optional<RedisProcess>> starting) {
    try {
      starting.await().ifPresent(RedisProcess::close);
    } catch (IOException | RuntimeException neverBegan) {
      // What is told is why the start as a whole failed.
    }
  }

  private void connect() throws IOException {
    await(
        store
            .open()
            .recover(failure ->
                Future.failedFuture(
                    new IOException(
                        "redis.url is "
                            + settings.redis().shown()
                            + ", but no store answers there: "
                            + failure.getMessage())))
            .compose(ignored -> StoreCheck.check(store)));
    await(lease.start());
    if (bus instanceof ClusterBus cluster) {
      await(cluster.start());
      health.check("bus", cluster::healthy);
    }
    health.check("store", store::isUp).check("lease", lease::held);
    metrics.gauge("amtsrunde_connections", "clients connected", engine::connections);
    metrics.gauge("amtsrunde_streams", "clients connected by HTTP streams", () -> emulation.open(false));
    metrics.gauge("amtsrunde_event_streams", "clients connected by server-sent events", () -> emulation.open(true));
    metrics.gauge("amtsrunde_waiting_bytes", "bytes that wait for clients that do not read", engine::waitingBytes);
    metrics.gauge("amtsrunde_nodes", "nodes alive", () -> lease.alive().size());
  }

  private static Vertx vertx(Settings settings) throws IOException {
    var options =
        new VertxOptions()
            .setPreferNativeTransport(true)
            .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
            .setWorkerPoolSize(4)
            .setInternalBlockingPoolSize(4)
            .setFileSystemOptions(
                new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false));
    if (!settings.cluster().enabled()) {
      return Vertx.builder().with(options).build();
    }
    var cluster = settings.cluster();
    options.setEventBusOptions(HazelcastSetup.eventBus(cluster));
    var joined = Vertx.builder().with(options).withClusterManager(HazelcastSetup.manager(cluster)).buildClustered();
    return await(listening("cluster.busPort", cluster.host(), cluster.busPort(), joined));
  }

  private static Thread threadOf(Context loop) throws IOException {
    var found = new CountDownLatch(1);
    var thread = new Thread[1];
    loop.runOnContext(ignored -> {
      thread[0] = Thread.currentThread();
      found.countDown();
    });
    try {
      if (!found.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("an event loop does not start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return thread[0];
  }

  /** Begins to serve. */
  void serve(Authenticator authenticator, List<Routes> routes, List<SocketEndpoint> sockets) throws IOException {
    engine.authenticator(authenticator).start();
    var origins = new Origins(settings.publicUrl());
    var parts =
        new EdgeVerticle.Parts(
            settings.http().host(),
            settings.http().port(),
            engine,
            threads,
            new SignInFilter(authenticator, origins, settings.secure()),
            origins,
            health,
            routes,
            sockets,
            emulation);
    // In one call, so that each instance gets an event loop of its own.
    Supplier<EdgeVerticle> edge =
        () -> {
          var made = new EdgeVerticle(parts);
          edges.add(made);
          return made;
        };
    var http = settings.http();
    var deployed = vertx.deployVerticle(edge, new DeploymentOptions().setInstances(loops.size()));
    serving = await(listening("http.port", http.host(), http.port(), deployed));
    var figures = settings.metrics();
    var management = new ManagementVerticle(figures.host(), figures.port(), health, metrics::scrape);
    await(listening("metrics.port", figures.host(), figures.port(), vertx.deployVerticle(management)));
    health.started();
  }

  /** The failure to take an address does not say which; this does. */
  private static <T> Future<T> listening(String key, String host, int port, Future<T> started) {
    return started.recover(failure -> {
      boolean taken = failure instanceof BindException || String.valueOf(failure.getMessage()).contains("bind");
      return Future.failedFuture(
          taken ? new IOException(key + " is " + port + ", but " + host + ":" + port + " cannot be taken") : failure);
    });
  }

  /** The port that is served; of use where 0 was asked for. */
  int port() {
    return edges.get(0).port();
  }

  /** The HTTP endpoints that are served, by method and path. */
  Set<String> endpoints() {
    return edges.get(0).endpoints();
  }

  /** Sends the clients to other nodes, ends everything in reverse, the store last. */
  void close() {
    close(seconds -> Future.succeededFuture(), Future::succeededFuture);
  }

  /**
   * @param clients sends the clients of sockets of capabilities to other nodes, within so many seconds
   * @param capabilities ends what stands on the engine, after the last client has gone
   */
  void close(IntFunction<Future<?>> clients, Supplier<Future<?>> capabilities) {
    health.draining();
    int seconds = settings.drainSeconds();
    quietly("draining", Future.all(engine.drain(seconds), clients.apply(seconds)), seconds);
    if (serving != null) {
      // Requests that are being answered still have their store.
      quietly("edge", vertx.undeploy(serving));
    }
    quietly("capabilities", capabilities.get());
    engine.stop();
    quietly("lease", lease.stop());
    if (bus instanceof ClusterBus cluster) {
      quietly("bus", cluster.stop());
    }
    quietly("store", store.close());
    quietly("event loops", vertx.close());
    metrics.close();
    if (process != null) {
      process.close();
    }
  }

  private static void quietly(String what, Future<?> future) {
    quietly(what, future, 0);
  }

  private static void quietly(String what, Future<?> future, int moreSeconds) {
    try {
      await(future, PATIENCE_SECONDS + moreSeconds);
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} did not end cleanly: {}", what, e.getMessage());
    }
  }

  /** Waits on the main thread, with patience. */
  static <T> T await(Future<T> future) throws IOException {
    return await(future, PATIENCE_SECONDS);
  }

  private static <T> T await(Future<T> future, int seconds) throws IOException {
    try {
      return future.await(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + seconds + " s", e);
    }
  }

  Vertx vertx() {
    return vertx;
  }

  Context loop() {
    return loops.get(0);
  }

  RedisStore store() {
    return store;
  }

  NodeBus bus() {
    return bus;
  }

  NodeLease lease() {
    return lease;
  }

  Ids ids() {
    return ids;
  }

  Engine engine() {
    return engine;
  }

  Metrics metrics() {
    return metrics;
  }

  /** The figures of the node as Prometheus reads them. */
  public String metricsText() {
    return metrics.scrape();
  }

  Settings settings() {
    return settings;
  }
}
