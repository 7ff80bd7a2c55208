package org.amtsrunde.identity;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Who people are, for other capabilities. */
public interface People {
  /**
   * The cards of these people, those of disabled ones included; unknown ids are left out. One round
   * trip.
   */
  Future<Map<String, PersonCard>> cards(Collection<String> ids);

  /**
   * At most 20 people, by name, with a word that begins so for each word of the query. Case,
   * umlauts and ß make no difference. Finds no disabled people, and never by mail address. Sees an
   * account as soon as its creation was answered.
   */
  Future<List<PersonCard>> find(String query);
}
