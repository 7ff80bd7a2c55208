package org.amtsrunde.rounds.programme;

/**
 * What everybody does until the next session, at work.
 *
 * @param minutes how long it takes
 */
public record Task(String title, int minutes, String text) {}
