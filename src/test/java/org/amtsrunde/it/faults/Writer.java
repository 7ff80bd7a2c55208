package org.amtsrunde.it.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.support.BadNetwork;

/**
 * Somebody who types into a document and behaves as the published clients do: writes on without a network, comes back to the next
 * node, tells what it has and asks for what it lacks. Written words end in a blank and are put in behind a blank, so they stay whole.
 */
final class Writer implements Storm.Victim, AutoCloseable {
  static final String ROOT = "notes";

  /** The published clients wait 30 s; what is silent for so long while edits wait is given up. */
  private static final long SILENCE_MILLIS = 2_500;

  private static final long CONNECT_SECONDS = 3;
  private static final int DELETES_ONE_IN = 6;
  private static final int TWICE_ONE_IN = 8;

  final String name;
  private final BadNetwork network;
  private final boolean hocuspocus;
  private final String document;
  private final String cookie;
  private final List<Integer> ports;
  private final Random random;
  private final List<Edit> all = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final Thread life;
  private Doc doc = new Doc();
  private long client;

  /** What the present replica has written. */
  private List<Edit> mine = new ArrayList<>();

  /** The present connection, or the last one. */
  private Line line;

  private int next;
  private int words;
  private volatile boolean closed;

  /** @param ports of the nodes, that of its first at the front */
  Writer(String name, boolean hocuspocus, String document, String cookie, List<Integer> ports, long seed) {
    this.name = name;
    this.hocuspocus = hocuspocus;
    this.document = document;
    this.cookie = cookie;
    this.ports = ports;
    this.random = new Random(seed);
    this.network = new BadNetwork(seed);
    this.client = random.nextInt(1, Integer.MAX_VALUE);
    this.line = new Line(this, hocuspocus, document);
    this.life = Thread.ofVirtual().start(this::live);
  }

  /** Connects, and again when that has ended. */
  private void live() {
    while (!closed) {
      try {
        var fresh = new Line(this, hocuspocus, document);
        synchronized (this) {
          line = fresh;
        }
        int port = network.towards(ports.get(next++ % ports.size()));
        fresh.open(port, cookie).orTimeout(CONNECT_SECONDS, TimeUnit.SECONDS).join();
        while (!closed && !fresh.isOver(SILENCE_MILLIS)) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        fresh.end();
      } catch (CompletionException e) {
        // This node is away.
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50 + random.nextInt(150)));
    }
  }

  /** Writes a word, or takes one out that it has written. */
  synchronized void type() {
    var text = doc.text(ROOT);
    Edit edit;
    byte[] update;
    var old = mine.isEmpty() ? null : mine.get(random.nextInt(mine.size()));
    if (old != null && !old.deletes && random.nextInt(DELETES_ONE_IN) == 0 && text.contains(old.word)) {
      int at = text.indexOf(old.word);
      update = doc.edit(client, change -> change.delete(ROOT, at, old.word.length()));
      edit = new Edit(old.word, old.client, old.clock, true);
    } else {
      var word = name + "w" + words++ + " ";
      int at = text.isEmpty() ? 0 : text.indexOf(' ', random.nextInt(text.length())) + 1;
      edit = new Edit(word, client, doc.stateVector().clock(client), false);
      update = doc.edit(client, change -> change.insertText(ROOT, at, word));
    }
    all.add(edit);
    mine.add(edit);
    line.wrote(update, List.of(edit));
    if (random.nextInt(TWICE_ONE_IN) == 0) {
      line.wrote(update, List.of(edit));
    }
  }

  @Override
  public BadNetwork network() {
    return network;
  }

  /** Loses what it has in memory, as when the page is left: begins anew with an empty document and another client id. */
  @Override
  public synchronized void forget() {
    line.end();
    doc = new Doc();
    client = random.nextInt(1, Integer.MAX_VALUE);
    mine = new ArrayList<>();
  }

  // What the line asks for.

  synchronized Doc doc() {
    return doc;
  }

  /** Everything that the present replica has written. */
  synchronized List<Edit> mine() {
    return List.copyOf(mine);
  }

  /** Integrates, unless the replica is another one by now. */
  synchronized void apply(Line from, byte[] update) {
    if (from == line) {
      doc.apply(update);
    }
  }

  synchronized boolean isPresent(Line from) {
    return from == line && !closed;
  }

  synchronized void fault(String what) {
    faults.add(name + ": " + what);
  }

  // What is looked at in the end.

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  synchronized List<Edit> edits() {
    return List.copyOf(all);
  }

  /** Connected, and no word waits for an answer. */
  synchronized boolean isStored() {
    return line.isSynced() && mine.stream().allMatch(edit -> edit.deletes || edit.isAcknowledged());
  }

  synchronized String text() {
    return doc.text(ROOT);
  }

  synchronized Replica replica() {
    return Replica.of(name, doc);
  }

  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      line.end();
    }
    network.close();
    try {
      life.join(TimeUnit.SECONDS.toMillis(CONNECT_SECONDS + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
