/**
 * The dates of a person's rounds for the calendar program they use anyway.
 *
 * <p>{@link org.amtsrunde.rounds.calendar.FeedText} writes them as iCalendar, {@link org.amtsrunde.rounds.calendar.FeedHandler} gives out
 * the address under which they are read, and takes it back. The address is a capability: whoever knows it reads when the rounds of one
 * person meet, and nothing else. It is shown once, and the store knows only its hash.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.rounds.calendar;
