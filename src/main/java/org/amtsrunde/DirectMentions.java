package org.amtsrunde;

import io.vertx.core.Future;
import java.util.List;
import org.amtsrunde.documents.threads.MentionPost;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.messenger.MemberHandler;
import org.amtsrunde.messenger.PostLimit;
import org.amtsrunde.messenger.RoomHandler;
import org.amtsrunde.messenger.RoomStore;

/**
 * Tells people in their direct conversations that a comment or a document mentions them. However many they are, that counts as one post of
 * its author.
 */
record DirectMentions(MemberHandler members, RoomHandler rooms, PostLimit limit) implements MentionPost {
  @Override
  public Future<Void> post(String author, List<Mention> mentions) {
    limit.take(author);
    return Future.all(mentions.stream().map(mention -> post(author, mention)).toList()).mapEmpty();
  }

  private Future<Void> post(String author, Mention mention) {
    return members
        .direct(author, List.of(mention.personId()))
        .compose(room -> rooms.post(author, room, mention.id(), mention.text(), null).<Void>mapEmpty())
        .recover(failure -> isTold(failure) ? Future.succeededFuture() : Future.failedFuture(failure));
  }

  /** The same comment had another text when the person was told. */
  private static boolean isTold(Throwable failure) {
    return failure instanceof Refusal refusal
        && refusal.kind() == Refusal.Kind.CONFLICT
        && !RoomStore.changedMeanwhile(failure);
  }
}
