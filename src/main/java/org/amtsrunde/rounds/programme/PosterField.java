package org.amtsrunde.rounds.programme;

/**
 * A field of the poster that every member fills over the weeks.
 *
 * @param id unique in the programme
 * @param hint what belongs there
 */
public record PosterField(String id, String title, String hint) {}
