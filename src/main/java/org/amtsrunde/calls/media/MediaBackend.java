package org.amtsrunde.calls.media;

import io.vertx.core.Future;
import java.util.List;

/**
 * A media server behind ours: each participant sends once, and receives what all others send.
 *
 * <p>Every future fails with "unavailable" after a deadline at the latest. Descriptions are SDP (RFC 8866) as browsers write and read
 * it; the tests of its contract are what another adapter has to pass.
 */
public interface MediaBackend {

  /** Whether calls may go over it: it can be reached, or could a moment ago and may come back. */
  boolean isReady();

  /** From now on it is kept in reach. */
  void start();

  /** Gives up all seats. */
  void stop();

  /**
   * A place in a call. Whoever holds one already, by whatever node, is put out of it: a participant is there once.
   *
   * @param participantId an id of {@link org.amtsrunde.kernel.Ids}
   */
  Future<Seat> enter(String callId, String participantId, Listener listener);

  /** The call is over: what is kept of it is dropped, and whoever is still in it put out. Succeeds if there is none. */
  Future<Void> close(String callId);

  /** The two connections of one participant: one that sends, and one that receives. */
  interface Seat {

    /**
     * Takes what the participant sends: three lines, for microphone, camera and screen, in this order.
     *
     * @param offer of the browser; a later one asks for new paths
     * @return the answer
     */
    Future<String> publish(String offer);

    /** The browser's answer to the offer that was handed out last. */
    Future<Void> accept(String answer);

    /** Asks for new paths for what is received: a new offer follows. */
    Future<Void> restart();

    /** Paths that the browser found, for what it sends or what it receives. */
    Future<Void> candidates(boolean sending, List<Candidate> candidates);

    /** Hands the offer out again that stands unanswered, if there is one. */
    void repeat();

    /** Gives the seat up; nothing is told any more. */
    void leave();
  }

  /** Hears of one seat, on an event loop. */
  interface Listener {

    /**
     * What others send has changed: the browser is to answer this.
     *
     * @param streams those of the lines that belong to somebody
     */
    void offer(String sdp, List<Stream> streams);

    /** The seat is gone, and not by {@link Seat#leave}. */
    void ended();
  }

  /**
   * Whose line it is.
   *
   * @param mid of the line in the offer
   * @param line which of the three lines of {@link Seat#publish}, from 0
   */
  record Stream(String mid, String participantId, int line) {}

  /** As {@code RTCIceCandidateInit} of the browsers. */
  record Candidate(String candidate, String mid, int line) {}
}
