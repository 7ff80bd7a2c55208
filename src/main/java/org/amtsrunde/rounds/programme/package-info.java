/**
 * The programme: what a round does in its twelve weeks, as content of the product.
 *
 * <p>Read in this order: a {@link org.amtsrunde.rounds.programme.Programme} is a number of {@link
 * org.amtsrunde.rounds.programme.Week}s; a week has the {@link org.amtsrunde.rounds.programme.Step}s of its session, a {@link
 * org.amtsrunde.rounds.programme.Task}, {@link org.amtsrunde.rounds.programme.PosterField}s and {@link
 * org.amtsrunde.rounds.programme.Material}s. They stand in Markdown files with a head in YAML, one a week, among the resources beside
 * this package; {@link org.amtsrunde.rounds.programme.ProgrammeReader} reads the files, {@link
 * org.amtsrunde.rounds.programme.ProgrammeRules} says what may stand in them, and {@link org.amtsrunde.rounds.programme.Programmes} hands
 * them out by id and version.
 *
 * <p>A programme that rounds have begun is never changed in what it asks of them: another text is another version, in a folder of its
 * own, and the old one stays as long as a round runs on it.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.rounds.programme;
