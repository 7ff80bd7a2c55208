package org.amtsrunde.documents.threads;

import io.vertx.core.Future;
import java.util.List;
import org.amtsrunde.documents.DocumentAccess;
import org.amtsrunde.documents.DocumentRules;
import org.amtsrunde.documents.threads.MentionPost.Mention;

/** Tells people that the text of a document mentions them: once for each place at which somebody has put their name. */
public final class MentionHandler {
  private final DocumentAccess access;
  private final MentionPost mentions;

  public MentionHandler(DocumentAccess access, MentionPost mentions) {
    this.access = access;
    this.mentions = mentions;
  }

  /**
   * When it succeeds, the mentioned person has been told, if they may read the document. Nobody learns from it whether they may.
   *
   * @param cid the same for every repetition; told once within seven days
   * @param rawQuote what stands there
   */
  Future<Void> mention(String author, String document, String cid, String personId, String rawQuote) {
    var quote = ThreadRules.quote(rawQuote);
    return access
        .require(document, author)
        .compose(known -> {
          DocumentRules.mayWrite(known);
          if (personId.equals(author)) {
            return Future.succeededFuture();
          }
          var id = ThreadRules.textMentionId(document, author, cid, personId);
          var words = ThreadRules.toldOfText(quote, document, known.document().title());
          return access
              .find(document, personId)
              .compose(role ->
                  role == null
                      ? Future.succeededFuture()
                      : mentions.post(author, List.of(new Mention(personId, id, words))));
        });
  }
}
