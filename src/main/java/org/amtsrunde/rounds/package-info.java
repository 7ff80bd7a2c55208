/**
 * Rounds: five people, twelve weeks, the same 90 minutes every week.
 *
 * <p>Read in this order: {@link org.amtsrunde.rounds.Slot} is a time of the week, {@link org.amtsrunde.rounds.SlotVote} how the
 * members find theirs, {@link org.amtsrunde.rounds.WeeklySeries} the dates that follow from it, with what was moved and skipped; {@link
 * org.amtsrunde.rounds.SeriesRules} says what may be moved, and when. A {@link org.amtsrunde.rounds.Motion} is what a member wants to be
 * different in a week, a {@link org.amtsrunde.rounds.Ballot} what is said to the slots; {@link org.amtsrunde.rounds.MotionRules} and
 * {@link org.amtsrunde.rounds.BallotRules} decide about them. All of it is one {@link org.amtsrunde.rounds.Schedule}, which {@link
 * org.amtsrunde.rounds.RoundStore} keeps beside the room of the round and {@link org.amtsrunde.rounds.RoundHandler} shows to its members,
 * with the holidays of theirs, {@link org.amtsrunde.rounds.MemberHolidays}.
 *
 * <p>Dates are local dates and local times in {@link org.amtsrunde.rounds.WeeklySeries#ZONE}, never instants: ten o'clock stays ten
 * o'clock when the clocks change. An instant is made of one only to be shown or compared.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.rounds;
