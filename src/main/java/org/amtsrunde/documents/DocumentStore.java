package org.amtsrunde.documents;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amtsrunde.realtime.Appended;
import org.amtsrunde.realtime.LogEntry;
import org.amtsrunde.realtime.LogPage;
import org.amtsrunde.realtime.Position;
import org.jspecify.annotations.Nullable;

/**
 * Where documents are kept. Every method is one round trip; every change is atomic, and durable when its future succeeds. What does
 * not exist is "not found".
 *
 * <p>A document's log carries two kinds of entries: Yjs updates, whose {@code info} says who wrote them ({@link
 * Writer}), and notices without an {@code info} ({@link Notice}): title, state or shares have changed, or a thread of comments.
 */
public interface DocumentStore {
  /** A document and the role that its shares give to the person who asked; null for none. */
  record Found(Document document, @Nullable DocumentRole share) {}

  /**
   * All of a document at one moment.
   *
   * @param head end of the log
   * @param snapshot everything up to {@link Document#upto}; empty before the first
   * @param entries after the snapshot, oldest first; of one load at most {@link #LOAD_ENTRIES}
   * @param authors who wrote what is in the snapshot, as it was compacted with it; empty before the first
   */
  record Loaded(Document document, Position head, byte[] snapshot, List<LogEntry> entries, byte[] authors) {
    public long snapshotBytes() {
      return snapshot.length;
    }

    public long logBytes() {
      return entries.stream().filter(Notice::isUpdate).mapToLong(entry -> entry.data().length).sum();
    }

    public long bytes() {
      return snapshotBytes() + logBytes();
    }
  }

  /** The most entries of one {@link Loaded}. */
  int LOAD_ENTRIES = 1000;

  /** Makes a document with its first update; one that exists is left alone. */
  Future<Appended> create(Document document, byte[] update);

  /** Null where there is none. */
  Future<@Nullable Found> find(String id, String personId);

  Future<Loaded> load(String id);

  /** Entries after an offset. */
  Future<LogPage> after(String id, long offset, int limit);

  /**
   * Appends an update to an open document.
   *
   * @param epoch that the writer knows; empty for any
   * @param person who wrote it; {@link Writer#NOBODY} for the server
   * @param connection over which it came, in one word
   * @return fails as denied if the document is not open, as conflict if the epoch is another, as too large past its budget
   */
  Future<Appended> append(String id, String epoch, byte[] update, String person, String connection);

  /**
   * Changes title and state and gives notice.
   *
   * @param title null for no change
   * @param before the state it must have, else it is a conflict; null for any
   * @param after null for no change
   */
  Future<Void> change(String id, @Nullable String title, @Nullable DocumentState before, @Nullable DocumentState after);

  /** Gives a role, or takes it with null, and gives notice. */
  Future<Void> share(String id, String personId, @Nullable DocumentRole role);

  /** Person → role. */
  Future<Map<String, DocumentRole>> shares(String id);

  /** Deletes every byte of it, but not its suggestions, and gives notice; afterwards it does not exist. */
  Future<Void> erase(String id);

  /**
   * Notes the open suggestion of a person, unless they have one.
   *
   * @param stale the one that is noted and is gone; empty for none
   * @return the id of the one that is noted now; fails as a conflict if the document has too many
   */
  Future<String> suggest(String parent, String person, String id, String stale);

  /** Forgets that suggestion. */
  Future<Void> unsuggest(String parent, String person, String id);

  /** Tells whoever has the document open of something beside it. */
  Future<Void> tell(String id, byte[] notice);

  /** Person → their open suggestion. */
  Future<Map<String, String>> suggestions(String parent);

  /** Writes it into the list of the trash, as put there at this time; before it is. */
  Future<Void> listTrashed(String id, Instant at);

  /** Ids of what was put into the trash before this time, the longest there first, and perhaps some that are not there any more. */
  Future<List<String>> trashedBefore(Instant time, int limit);

  /** Erases it if it is in the trash since before this time; else it is a conflict and nothing happens. */
  Future<Void> eraseTrashed(String id, Instant before);

  /** Takes it from the list of the trash if it was put there before this time. */
  Future<Void> unlistTrashed(String id, Instant before);

  /** Takes the right to look after the trash for a while; false if another node has it. */
  Future<Boolean> leaseTrash(String holder, long millis);

  /** Takes the right to compact for a while; false if somebody else has it. */
  Future<Boolean> lease(String id, String holder);

  /** Gives that right back, if this one has it. */
  Future<Void> release(String id, String holder);

  /**
   * Puts a snapshot in the place of the entries that it holds.
   *
   * @param made what it was made from
   * @param at the last entry in it
   * @param authors who wrote what is in the snapshot
   * @param replaced bytes of the snapshot and the entries before
   * @return false if the lease has ended, another snapshot was made meanwhile, or the document is gone; nothing is changed then
   */
  Future<Boolean> compact(Document made, Position at, byte[] snapshot, byte[] authors, long replaced, String holder);

  /** Keeps an update apart that could never be integrated; the newest hundred, for thirty days. */
  Future<Void> quarantine(String id, byte[] update);

  /** Writes the document into the index of its room, or of a person; before it is made or shared. */
  Future<Void> index(String id, @Nullable String roomId, String personId);

  /** Takes it out of the index again. */
  Future<Void> unindex(String id, @Nullable String roomId, String personId);

  /** Ids of all documents of the room, and perhaps some that are gone. */
  Future<List<String>> ofRoom(String roomId);

  /** Ids of all documents that the person owns or that are shared with them, and perhaps some that are gone. */
  Future<List<String>> ofPerson(String personId);
}
