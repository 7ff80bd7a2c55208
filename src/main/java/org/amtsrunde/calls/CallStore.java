package org.amtsrunde.calls;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Calls as all nodes share them. Each command is one step that first drops participants whose time is over or who are no longer
 * members of the room; each fails with "not found" for whoever may not know of the call.
 */
interface CallStore {
  /** One connection of one person. */
  record Speaker(String roomId, String personId, String client) {}

  /**
   * Fresh ids, of which the command takes those that it needs.
   *
   * @param seat held by the device until it leaves
   */
  record Fresh(String call, String participant, String seat, String connection) {}

  /**
   * How somebody comes in.
   *
   * @param recording to which the person agrees, or empty
   * @param media whether a media server is in reach; counts where the call begins
   */
  record Entry(boolean muted, boolean camera, String recording, boolean media) {}

  /** @param client empty while the participant is away */
  record Address(String fromId, String node, String client) {}

  /**
   * Joins, or comes back.
   *
   * @param seat of an earlier answer, to come back to with all attempts as they are; empty to join anew, which begins new attempts
   *     with everybody. Refused with "conflict" once another device has taken the place, and with "denied" while a recording goes on
   *     to which the person does not agree
   */
  Future<CallChange> join(Speaker speaker, String node, String seat, Fresh fresh, Entry entry);

  /**
   * The connection ends. Changes nothing if the person has a newer one.
   *
   * @param forGood or else they may come back within {@link CallRules#LIFE}
   */
  Future<CallChange> leave(Speaker speaker, boolean forGood);

  /** @param changes from {@link CallRules#changes} */
  Future<CallChange> change(Speaker speaker, List<String> changes);

  /** Begins a new attempt in place of {@code after}; changes nothing if that is no longer the newest. */
  Future<CallChange> connect(Speaker speaker, String participantId, String after, String connectionId);

  /** Where another participant is, if this connection may speak to them in this attempt; "conflict" if the attempt is over. */
  Future<Address> address(Speaker speaker, String participantId, String connectionId);

  /**
   * Where another participant is whom this one asks to switch their microphone off; "conflict" if it is off, "too many" within
   * {@link CallRules#BETWEEN_ASKS} of the last time.
   */
  Future<Address> ask(Speaker speaker, String participantId);

  /** Asks all for a recording on this device; "conflict" while there is one. Alone, there is nobody to ask and it begins. */
  Future<CallChange> record(Speaker speaker, String recordingId);

  /** @param agrees false ends the recording for all, and changes nothing if it is over */
  Future<CallChange> consent(Speaker speaker, String recordingId, boolean agrees);

  /** @param inCall whether only a participant may look */
  Future<CallChange> look(Speaker speaker, boolean inCall);

  /**
   * These connections of one node live.
   *
   * @param media whether a media server is in reach of it; if not, the call does without it from now on
   */
  Future<CallChange> renew(String roomId, Collection<String> clients, boolean media);

  /** A guest may take part until then. */
  Future<CallChange> letIn(String roomId, String guestId, Instant until);

  /** A guest may take part no more, and takes part no more. */
  Future<CallChange> sendOut(String roomId, String guestId);
}
