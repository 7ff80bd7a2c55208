package org.amtsrunde.documents.room;

import org.amtsrunde.documents.Access;
import org.amtsrunde.documents.Notice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which role each seat of a room has. Whenever it may be another it is asked for again, and until the answer is there nobody is told
 * of what is beside the document and what is written waits.
 */
final class Roles {
  private static final Logger LOG = LoggerFactory.getLogger(Roles.class);

  private final DocumentRoom room;
  private final Parts parts;
  private final Writing writing;
  private int heard;

  Roles(DocumentRoom room, Parts parts, Writing writing) {
    this.room = room;
    this.parts = parts;
    this.writing = writing;
  }

  /** How often the room was told that roles may have changed. */
  int heard() {
    return heard;
  }

  /** @param person whose role may be another now; null for everybody */
  void changed(@Nullable String person) {
    heard++;
    room.seats().stream().filter(seat -> person == null || seat.person().equals(person)).forEach(this::ask);
  }

  void ask(Seat seat) {
    seat.writes = false;
    seat.unsure = true;
    int asked = ++seat.asked;
    parts
        .access
        .find(room.id(), seat.person())
        .onComplete(
            access -> {
              // Only the last answer is not older than what made the room ask.
              if (seat.asked == asked) {
                answered(seat, access);
              }
            },
            failure -> {
              seat.answered = Math.max(seat.answered, asked);
              LOG.debug("a role could not be read, the next tick asks again", failure);
            });
  }

  private void answered(Seat seat, @Nullable Access access) {
    seat.answered = seat.asked;
    seat.unsure = false;
    seat.writes = access != null && access.writes();
    // Also of a client that has gone meanwhile: it has written this before.
    writing.roleKnown(seat);
    if (access == null) {
      room.end(seat, DocumentEnd.NOT_FOUND);
    } else if (!seat.gone) {
      DocumentRoom.tell(seat, () -> seat.client.mayWrite(access.writes()));
      boolean news = seat.missed || !seat.role.atLeast(access.role());
      seat.missed = false;
      seat.role = access.role();
      if (news) {
        Notice.OF_ALL.stream()
            .filter(seat::isToldOf)
            .forEach(notice -> room.send(seat, Body.stateless(notice.words())));
      }
    }
  }
}
