package org.amtsrunde.documents.room;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amtsrunde.documents.Access;
import org.amtsrunde.documents.DocumentRole;
import org.amtsrunde.documents.Notice;
import org.amtsrunde.documents.yjs.StateVector;

/** A client's place in a room: what it says is handed over to the room's loop in order. May be called from any loop. */
public final class Seat {
  final DocumentClient client;
  final ShownAs shownAs;
  private final DocumentRoom room;
  private final Context loop;

  // Of the room's loop.
  List<byte[]> pending = new ArrayList<>();
  boolean pendingIsComplete;
  int pendingBytes;

  /** What is pending is being looked at; what comes meanwhile waits behind it. */
  boolean looking;

  /** What is pending stands on something that has not come, and was asked for. */
  boolean lacks;

  /** Client of Yjs → clock up to which what it wrote here was appended, where that has not come back yet. */
  Map<Long, Integer> coming = Map.of();

  final Set<Long> awarenessIds = new LinkedHashSet<>();
  boolean writes;
  DocumentRole role;
  boolean unsure;

  /** How often its role was asked for, and which of these questions has an answer. */
  int asked;

  int answered;

  /** A notice came while it was unsure whether it may be told. */
  boolean missed;

  boolean gone;

  /** Something it wrote was not stored: what stands on that must not be either, before it has told everything again. */
  boolean broken;

  Seat(DocumentRoom room, Context loop, DocumentClient client, Access access, String name) {
    this.room = room;
    this.loop = loop;
    this.client = client;
    this.shownAs = new ShownAs(client.caller().personId(), name);
    this.writes = access.writes();
    this.role = access.role();
  }

  String person() {
    return client.caller().personId();
  }

  /** Whether its role could not be read when it was asked for last. */
  boolean isToBeAskedFor() {
    return unsure && answered == asked;
  }

  boolean isToldOf(Notice notice) {
    return !unsure && client.wantsNotices() && notice.isFor(role, person());
  }

  /** The client says what it knows and asks for the rest. */
  public void asks(StateVector known) {
    loop.runOnContext(ignored -> room.asked(this, known));
  }

  /**
   * The client has written.
   *
   * @param complete whether this is everything that it has, in answer to what we asked
   */
  public void wrote(byte[] update, boolean complete) {
    loop.runOnContext(ignored -> room.wrote(this, update, complete));
  }

  /** The client says who is there. */
  public void announces(byte[] awareness) {
    loop.runOnContext(ignored -> room.announced(this, awareness));
  }

  /** The client asks who is there. */
  public void asksWhoIsThere() {
    loop.runOnContext(ignored -> room.askedWhoIsThere(this));
  }

  /** @param clean whether the client said so; one that was cut off may come back at once */
  public void leaves(boolean clean) {
    loop.runOnContext(ignored -> room.left(this, clean));
  }
}
