package org.amtsrunde.calls;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call as it stands.
 *
 * @param rev grows with every change, from call to call too
 * @param id empty where there is no call
 * @param beganAt ms
 * @param sharerId participant who shows their screen; empty for nobody
 * @param mode {@code mesh} where all see all, {@code stage} where all hear all and one is seen, {@code sfu} where all
 *     see all by way of a media server
 * @param stageId participant who is seen in the mode stage; empty for nobody
 * @param participants in the order in which they joined
 * @param links one for each two participants
 * @param recording that is asked for or goes on; null for none
 */
record CallState(
    String roomId,
    long rev,
    String id,
    long beganAt,
    String sharerId,
    String mode,
    String stageId,
    List<Participant> participants,
    List<Link> links,
    @Nullable Recording recording) {

  /**
   * Somebody in the call, on one device.
   *
   * @param node where their connection is
   * @param client id of their connection; empty while they are away and may come back
   * @param seat what only their device knows, and comes back with
   * @param captions whether what they type are captions: what others say, for those who read along
   * @param handAt when they raised their hand, in ms; 0 for not raised
   */
  record Participant(
      String id,
      String personId,
      String node,
      String client,
      String seat,
      boolean muted,
      boolean camera,
      long handAt,
      long joined,
      boolean captions) {}

  /**
   * The newest attempt of two participants to connect.
   *
   * @param attempt counts from 1
   * @param connectionId new with each attempt; what belongs to another one is void
   * @param offererId the one of the two who offers
   */
  record Link(String one, String other, long attempt, String connectionId, String offererId) {}

  /**
   * A recording on the device of one participant. It begins when all have agreed and ends when one no longer does.
   *
   * @param byId who records
   * @param on whether it goes on; otherwise somebody has not agreed yet
   * @param since when it began, in ms
   * @param agreed participants
   */
  record Recording(String id, String byId, boolean on, long since, List<String> agreed) {
    Recording {
      agreed = List.copyOf(agreed);
    }
  }

  CallState {
    participants = List.copyOf(participants);
    links = List.copyOf(links);
  }

  /** Who takes part over this connection. */
  Optional<Participant> by(String client) {
    return participants.stream().filter(one -> one.client().equals(client)).findFirst();
  }
}
