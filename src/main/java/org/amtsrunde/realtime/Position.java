package org.amtsrunde.realtime;

/**
 * The only cursor of the product: a place in a channel log. Time is never one.
 *
 * @param epoch random name of this life of the log; another epoch means that entries may have been lost
 * @param offset number of the last entry seen; 0 before the first
 */
public record Position(String epoch, long offset) {}
