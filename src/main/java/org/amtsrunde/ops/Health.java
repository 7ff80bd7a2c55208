package org.amtsrunde.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.amtsrunde.kernel.Json;

/**
 * Whether the node lives, and whether it is ready for traffic: not while it starts, while it drains, while it is cut off from the
 * store, and while it is cut off from the bus of the other nodes.
 */
public final class Health {
  private record Check(String name, BooleanSupplier ok) {}

  private final List<Check> checks = new ArrayList<>();
  private volatile boolean started;
  private volatile boolean draining;

  /** Adds a condition of readiness; before {@link #started}. */
  public Health check(String name, BooleanSupplier ok) {
    checks.add(new Check(name, ok));
    return this;
  }

  public void started() {
    started = true;
  }

  public void draining() {
    draining = true;
  }

  /** Whether new connections are taken. */
  public boolean accepting() {
    return started && !draining;
  }

  public boolean ready() {
    return started && !draining && checks.stream().allMatch(check -> check.ok.getAsBoolean());
  }

  /** JSON that names each condition. */
  public byte[] report() {
    boolean all = ready();
    return Json.object(out -> {
      out.put("status", all ? "ready" : "not ready");
      out.put("started", started).put("draining", draining);
      checks.forEach(check -> out.put(check.name, check.ok.getAsBoolean()));
    });
  }
}
