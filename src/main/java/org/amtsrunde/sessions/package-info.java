/**
 * Sessions: the 90 minutes of a round, led by the server.
 *
 * <p>Read in this order. {@link org.amtsrunde.sessions.Session} is what everybody in it may see: {@link
 * org.amtsrunde.sessions.Schedule} its time, {@link org.amtsrunde.sessions.Roster} its people, {@link
 * org.amtsrunde.sessions.Ring} whose turn it is, {@link org.amtsrunde.sessions.Results} what came of it. What nobody may see yet is
 * {@link org.amtsrunde.sessions.Held} and no part of it, so that nothing which shows a session can show that.
 *
 * <p>{@link org.amtsrunde.sessions.ProgressRules} says how it goes on by itself, {@link org.amtsrunde.sessions.SessionRules} what a
 * {@link org.amtsrunde.sessions.Command} changes, {@link org.amtsrunde.sessions.RevealRules} how hidden texts and votes come to
 * light, {@link org.amtsrunde.sessions.RecapRules} what is told of it in the end. All of them are pure: whole histories are replayed in the tests.
 *
 * <p>A {@link org.amtsrunde.sessions.Guest} from outside is no part of a session either: {@link
 * org.amtsrunde.sessions.GuestStore} keeps who waits and who is in, {@link org.amtsrunde.sessions.GuestRules} says what they see, and
 * {@link org.amtsrunde.sessions.GuestSeats} tells them that and nothing else.
 *
 * <p>{@link org.amtsrunde.sessions.SessionHandler} reads, decides and keeps, by compare-and-set on a revision; {@link
 * org.amtsrunde.sessions.SessionTicker} on every node takes the sessions whose time has come. All times are those of the store's clock.
 * Each change is published whole in the channel of the round's session, so a snapshot is the newest publication.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.sessions;
