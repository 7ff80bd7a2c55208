package org.amtsrunde.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Random sessions hold what is promised. {@code -Dsessions.histories} and {@code -Dsessions.seed} replay more or the same. */
class SessionHistoryTest {
  private static final int HISTORIES = Integer.getInteger("sessions.histories", 3_000);
  private static final long SEED = Long.getLong("sessions.seed", System.nanoTime());

  @Test
  void randomSessionsHoldWhatIsPromised() {
    System.out.println("sessions: " + HISTORIES + " histories from seed " + SEED);
    for (int i = 0; i < HISTORIES; i++) {
      long seed = SEED + i;
      try {
        var history = new SessionHistory(seed);
        history.run(80);
        var session = history.session();
        assertThat(SessionJson.read(SessionJson.kept(session))).as("comes back as it was kept").isEqualTo(session);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dsessions.seed=" + seed + " -Dsessions.histories=1: " + e.getMessage(), e);
      }
    }
  }
}
