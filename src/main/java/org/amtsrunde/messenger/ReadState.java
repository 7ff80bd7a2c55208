package org.amtsrunde.messenger;

/**
 * How far a person has read.
 *
 * @param moved whether this command moved it
 */
public record ReadState(boolean moved, long readOffset, long unread, long mentions) {}
