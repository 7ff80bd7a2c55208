package org.amtsrunde.bench;

import java.io.IOException;
import org.amtsrunde.it.faults.KillTrial;

/** Node and store killed together while {@link #PEOPLE} people type in one document, half of them by each kind of socket. */
final class DocumentKill {
  private static final int PEOPLE = 20;
  private static final int KILLS = 5;

  private DocumentKill() {}

  static void measure(Table table, Folder folder) throws IOException, InterruptedException {
    try (var trial = new KillTrial(folder.path().resolve("document-kill").toString())) {
      for (int i = 0; i < KILLS; i++) {
        var cost = trial.kill(PEOPLE);
        var name = "node and store killed, " + PEOPLE + " people type: ";
        table.add(name + "until everybody's edits are stored again", "s", true, cost.seconds());
        table.add(name + "acknowledged edits", "", true, cost.acknowledged());
        table.add(name + "acknowledged edits lost", "", true, cost.lost());
        table.add(name + "rounds with all replicas equal", "", true, cost.equal() ? 1 : 0);
        table.add(name + "load average of the machine", "", true, Cpus.loadAverage());
      }
    }
  }
}
