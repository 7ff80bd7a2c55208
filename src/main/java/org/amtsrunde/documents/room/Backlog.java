package org.amtsrunde.documents.room;

import org.amtsrunde.documents.Writer;

/** How much of a document's log stands after its snapshot, as this node has seen it, and whether that is worth a new snapshot. */
final class Backlog {
  static final long LEAST_BYTES = 64 * 1024;
  static final int MOST_ENTRIES = 500;
  static final long REST_MILLIS = 30_000;

  /** After so long without an entry a version is kept. */
  static final long VERSION_MILLIS = 10 * 60_000;

  /** While it rests, fewer entries are left alone: a snapshot costs more than they do. */
  private static final int REST_ENTRIES = 20;

  private long snapshotBytes;
  private long bytes;
  private int entries;
  private boolean running;

  /** Whether there may be something that no version holds. */
  private boolean written;

  private long lastAt = DocumentRoom.now();

  void begins(Loading.Read read) {
    snapshotBytes = read.stored().snapshotBytes();
    bytes = read.stored().logBytes();
    entries = read.stored().entries().size();
    written |= read.stored().entries().stream().anyMatch(Writer::isLater);
  }

  /** An entry came; answers whether to compact now. */
  boolean grows(int more) {
    bytes += more;
    entries++;
    written = true;
    lastAt = DocumentRoom.now();
    return begin(bytes >= Math.max(LEAST_BYTES, snapshotBytes / 4) || entries >= MOST_ENTRIES);
  }

  /** A notice came, which makes the log longer and is no news of the document; answers whether to compact now. */
  boolean noticed() {
    entries++;
    return begin(entries >= MOST_ENTRIES);
  }

  /** Answers whether nothing has been written for a while and there is something to compact. */
  boolean rests(long now) {
    return begin(entries >= REST_ENTRIES && now - lastAt > REST_MILLIS);
  }

  /** Answers whether what was written is to be kept as a version: it has rested for long, or nobody has it open any more. */
  boolean isVersion(long now, boolean ends) {
    boolean due = begin(written && (ends || now - lastAt > VERSION_MILLIS));
    written &= !due;
    return due;
  }

  private boolean begin(boolean due) {
    boolean begins = due && !running;
    running |= begins;
    return begins;
  }

  /** @param done what the snapshot holds now; of no bytes if another node was at it */
  void compacted(Compaction.Done done) {
    running = false;
    bytes = 0;
    entries = 0;
    if (done.bytes() > 0) {
      snapshotBytes = done.bytes();
    }
  }

  /** Tries again when as much has come once more. */
  void failed() {
    running = false;
    bytes = 0;
    entries = 0;
  }
}
