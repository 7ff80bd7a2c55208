package org.amtsrunde.realtime;

/**
 * What an append was answered with; when this exists the entry is durable.
 *
 * @param duplicate true when the command had been executed before and this is the first answer again
 * @param result what the caller asked to remember with the command, such as the id of a message
 */
public record Appended(boolean duplicate, String epoch, long offset, String result) {}
