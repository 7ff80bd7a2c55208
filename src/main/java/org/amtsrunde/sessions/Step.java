package org.amtsrunde.sessions;

/**
 * An item of the agenda.
 *
 * @param seconds as planned, more than 0
 * @param text what happens, for the people
 * @param anonymous of {@link StepType#WRITE}: the author of a text is told nowhere and kept nowhere
 * @param dots of {@link StepType#VOTE}: how many everybody has
 */
public record Step(StepType type, String title, int seconds, String text, boolean anonymous, int dots) {}
