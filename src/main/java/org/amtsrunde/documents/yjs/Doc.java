package org.amtsrunde.documents.yjs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Yjs document that integrates updates as Yjs 13 does with its garbage collection on: replicas that got the same updates, in
 * whatever order and however often, are equal here and in any Yjs client. What refers to something unknown is kept until that
 * comes, and is part of {@link #encode}.
 *
 * <p>Made for a server: it makes no changes of its own to clean up formats, and keeps no history of deleted content, but where that
 * is what it was made for ({@link #keeping}). Takes about 60 bytes of heap for each struct and the bytes of the contents;
 * {@link #heapBytes} tells.
 *
 * <p>Limits: clocks to 2^31 − 1, values nested 64 deep, 2^24 clients. Not for two threads at once.
 */
public final class Doc {
  private final Store store = new Store();
  private final Change change;
  private final Integrator integrator;
  private final Intake intake;
  private final Deleter deleter;
  private byte @Nullable [] pending;
  private final Map<Long, Integer> missing = new TreeMap<>();
  private DeleteSet pendingDeletes = DeleteSet.EMPTY;

  public Doc() {
    this(true);
  }

  private Doc(boolean collects) {
    change = new Change(store, collects);
    integrator = new Integrator(store, change);
    intake = new Intake(store, integrator);
    deleter = new Deleter(store, change);
  }

  /**
   * A document that keeps the content of what is deleted after it came, as Yjs does with its garbage collection off: for {@link
   * #compare}. What an update brings without its content stays without it.
   */
  public static Doc keeping() {
    return new Doc(false);
  }

  /**
   * A document of one update.
   *
   * @throws MalformedUpdate for damaged bytes
   */
  public static Doc of(byte[] update) {
    var doc = new Doc();
    // Read once: nobody has seen the document that half of a damaged update would leave.
    doc.integrate(new StructReader(update), null);
    return doc;
  }

  /**
   * Takes an update; what is known already is passed over.
   *
   * @return whether the document has changed; false also if all that is new must wait for something else
   * @throws MalformedUpdate for damaged bytes; the document is as before
   */
  public boolean apply(byte[] update) {
    var deletes = check(update);
    return integrate(new StructReader(update), deletes);
  }

  /** @param deletes null for those that the update itself has behind its structs */
  private boolean integrate(StructReader update, @Nullable DeleteSet deletes) {
    try {
      take(update, deletes);
      for (var again = worthAnotherTry(); again != null; again = worthAnotherTry()) {
        pending = null;
        missing.clear();
        take(new StructReader(again), DeleteSet.EMPTY);
      }
      boolean changed = !change.isEmpty();
      change.finish();
      return changed;
    } finally {
      change.forget();
    }
  }

  /** Reads it to its end, so that nothing is changed by half of an update. */
  private static DeleteSet check(byte[] update) {
    var in = new StructReader(update);
    var clients = new HashSet<Long>();
    int end = -1;
    while (in.next()) {
      boolean isNextClient = in.structAt != end;
      if (isNextClient && !clients.add(in.client)) {
        throw new MalformedUpdate("a client is named twice");
      }
      end = in.end;
    }
    return in.deletes();
  }

  private void take(StructReader update, @Nullable DeleteSet deletes) {
    var rest = intake.take(update);
    if (rest != null) {
      rest.missing().forEach((client, clock) -> missing.merge(client, clock, Math::min));
      pending = pending == null ? rest.update() : Updates.merge(List.of(pending, rest.update()));
    }
    var unknown = deleter.apply(deletes == null ? update.deletes() : deletes);
    if (!pendingDeletes.isEmpty()) {
      unknown = DeleteSet.merge(List.of(unknown, deleter.apply(pendingDeletes)));
    }
    pendingDeletes = unknown;
  }

  /** What waits, if some of what it waits for has come. */
  private byte @Nullable [] worthAnotherTry() {
    for (var entry : missing.entrySet()) {
      var client = store.find(entry.getKey());
      if (client != null && entry.getValue() < client.state()) {
        return pending;
      }
    }
    return null;
  }

  /** Everything, as one update; the same replica gives the same bytes. */
  public byte[] encode() {
    return encode(StateVector.EMPTY);
  }

  /** What a replica lacks that knows so much; all deletions are always part of it. */
  public byte[] encode(StateVector known) {
    var out = new Lib0Writer(known.size() == 0 ? (int) Math.min(store.heapBytes() / 2, 1 << 26) : 256);
    new StateWriter(store, out).structs(client -> known.clock(client.id));
    deleteSet().write(out);
    return withPending(out.toBytes(), known);
  }

  /** An update of what is integrated, and what waits. */
  byte[] withPending(byte[] state, StateVector known) {
    if (!hasPending()) {
      return state;
    }
    var all = new ArrayList<byte[]>();
    all.add(state);
    if (!pendingDeletes.isEmpty()) {
      all.add(new Lib0Writer().u8(0).raw(pendingDeletes.encode()).toBytes());
    }
    if (pending != null) {
      all.add(Updates.diff(pending, known));
    }
    return Updates.merge(all);
  }

  public StateVector stateVector() {
    var clocks = new TreeMap<Long, Integer>();
    for (var client : store.clients()) {
      if (client.count() > 0) {
        clocks.put(client.id, client.state());
      }
    }
    return StateVector.of(clocks);
  }

  public DeleteSet deleteSet() {
    return StateWriter.deletes(store);
  }

  /** This moment. */
  public Snapshot snapshot() {
    return new Snapshot(stateVector(), deleteSet());
  }

  /** Whether something waits for updates that have not come. */
  public boolean hasPending() {
    return pending != null || !pendingDeletes.isEmpty();
  }

  /** Size of what waits, in bytes of an update. */
  public int pendingBytes() {
    return (pending == null ? 0 : pending.length) + (pendingDeletes.isEmpty() ? 0 : pendingDeletes.encode().length);
  }

  /**
   * Makes changes in the name of a client.
   *
   * @param clientId a number of 53 bits that nobody else uses and that is not used again after this document object is gone
   * @param changes if they throw, this object holds half of them and is to be given up
   * @return the changes as an update, for all other replicas; {@code 00 00} if there are none
   */
  public byte[] edit(long clientId, Consumer<Edit> changes) {
    try {
      changes.accept(new Edit(store, change, integrator, clientId));
      change.finish();
      var out = new Lib0Writer();
      new StateWriter(store, out).structs(Client::stateBefore);
      var deletes = new DeleteSet.Builder();
      for (var client : change.deleting()) {
        for (int i = 0; i < client.deletions(); i++) {
          deletes.add(client.id, client.deletionClock(i), client.deletionEnd(i) - client.deletionClock(i));
        }
      }
      deletes.build().write(out);
      return out.toBytes();
    } finally {
      change.forget();
    }
  }

  // Reading. Roots say nowhere what they are, so the caller does; one that was never written to is empty.

  /** What to read a root as. */
  public enum Kind {
    TEXT,
    MAP,
    ARRAY,
    XML
  }

  /** Names of the roots that were ever written to. */
  public Set<String> roots() {
    return Collections.unmodifiableSet(store.roots().keySet());
  }

  private YType existing(String root) {
    var type = store.roots().get(root);
    return type == null ? new YType(-1, YType.ROOT, root, Structs.NONE) : type;
  }

  /** What a root seems to be, judging by what stands in it; a text if nothing does. */
  public Kind kind(String root) {
    return new Reading(store).kind(existing(root));
  }

  /** The letters of a text, without formats and what is embedded. */
  public String text(String root) {
    return new Reading(store).text(existing(root));
  }

  /** A text in pieces, a new one wherever a format begins or ends. */
  public List<Delta> delta(String root) {
    return new Reading(store).delta(existing(root));
  }

  /** A map with the values of {@link Any}, its keys in alphabetical order; what is nested as maps, lists and texts. */
  public Map<String, @Nullable Object> map(String root) {
    return new Reading(store).map(existing(root));
  }

  public List<@Nullable Object> list(String root) {
    return new Reading(store).list(existing(root));
  }

  /** The nodes of an XML fragment. */
  public List<XmlNode> xml(String root) {
    return new Reading(store).children(existing(root));
  }

  /**
   * A root at two moments of its history at once, which both must be part of this document: what stood there before, after, or at
   * both. For a document that is {@link #keeping} what was deleted in between.
   */
  public List<Compared> compare(String root, Snapshot before, Snapshot after) {
    return new Comparison(store, before, after).of(existing(root));
  }

  /**
   * A root as JSON: of a text its pieces {@code [{"insert":…,"attributes":{…}}]}, of XML {@code {"children":[…]}} with elements
   * {@code {"name","attributes","children"}} and texts {@code {"delta":[…]}}.
   */
  public String json(String root, Kind kind) {
    return JsonValues.write(
        switch (kind) {
          case TEXT -> Reading.deltaJson(delta(root));
          case MAP -> map(root);
          case ARRAY -> list(root);
          case XML -> Map.of("children", Reading.json(xml(root)));
        });
  }

  /**
   * A place in a root that moves along with what stands there.
   *
   * @param side see {@link RelativePosition#side}
   */
  public RelativePosition position(String root, int index, int side) {
    return new Positions(store).at(existing(root), index, side);
  }

  /** Where a place is now, in living elements of the type it stands in; empty if that is gone, or not known yet. */
  public OptionalInt index(RelativePosition position) {
    return new Positions(store).index(position);
  }

  /** Gives back room that was kept for growth; for a document that will rest. */
  public void trim() {
    store.trim();
  }

  /** About how many bytes of heap this document takes. */
  public long heapBytes() {
    return store.heapBytes() + (pending == null ? 0 : pending.length);
  }

  Store store() {
    return store;
  }
}
