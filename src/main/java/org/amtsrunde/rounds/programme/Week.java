package org.amtsrunde.rounds.programme;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One week: its session and what is done until the next.
 *
 * @param goal one sentence
 * @param introduction Markdown
 * @param steps of the session; their minutes add up to those of a session
 * @param task null in the last week, after which nobody would look at it
 * @param poster what is added to the poster
 */
public record Week(
    int number,
    String title,
    String goal,
    String introduction,
    List<Step> steps,
    @Nullable Task task,
    List<PosterField> poster,
    List<Material> materials) {}
