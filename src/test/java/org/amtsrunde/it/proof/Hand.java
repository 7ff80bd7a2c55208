package org.amtsrunde.it.proof;

import java.io.IOException;

/** Does to a cluster what a nemesis says. */
interface Hand {
  void begin(Nemesis nemesis) throws IOException;

  /** After its length. */
  void end(Nemesis nemesis) throws IOException;
}
