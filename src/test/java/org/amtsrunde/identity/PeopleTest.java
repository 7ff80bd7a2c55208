package org.amtsrunde.identity;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amtsrunde.kernel.Caller.Role;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.RpcMethods.Call;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PeopleTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();
  private Identities identities;

  @BeforeEach
  void wire() {
    identities = new Identities(REDIS);
  }

  @Test
  void findsByTheBeginningOfAnyWordWithoutCaseOrUmlauts() {
    identities.account("a@altwasser.example", "Jörg Müßig");
    identities.account("b@altwasser.example", "Annegret Mühlbauer");
    identities.account("c@altwasser.example", "Leyla Aydın-Groß");
    assertThat(found("mü")).containsExactly("Annegret Mühlbauer", "Jörg Müßig");
    assertThat(found("MUESS")).containsExactly("Jörg Müßig");
    assertThat(found("mus jo")).containsExactly("Jörg Müßig");
    assertThat(found("gross")).containsExactly("Leyla Aydın-Groß");
    assertThat(found("Aydin, Leyla")).containsExactly("Leyla Aydın-Groß");
    for (var nobody : List.of("ssig", "altwasser", "@altwasser.example", "--", "\u0000", "[x", "jo mu x")) {
      assertThat(found(nobody)).as(nobody).isEmpty();
    }
  }

  @Test
  void anotherNodeFindsAnAccountAtOnceAndNobodyFindsADisabledOne() {
    var otherNode = new Identities(REDIS);
    assertThat(await(otherNode.people.find("brandl"))).isEmpty();
    var account = identities.account("t1@neuland.example", "Jonas Brandl");
    var card = new PersonCard(account.id(), "Jonas Brandl", account.authorityId(), "Gemeinde neuland.example");
    assertThat(await(otherNode.people.find("brandl"))).containsExactly(card);
    await(identities.signIns.disable(account.id()));
    assertThat(await(otherNode.people.find("brandl"))).isEmpty();
    assertThat(await(otherNode.people.cards(List.of(account.id())))).containsEntry(account.id(), card);
    await(identities.accounts.enable(account.id()));
    assertThat(await(otherNode.people.find("brandl"))).containsExactly(card);
  }

  @Test
  void findsAtMostTwentyAlsoAmongTenThousand() {
    var authority = identities.authority("Gemeinde Altwasser", "altwasser.example");
    var first = List.of("Anna", "Bernd", "Clara", "Dieter", "Emine", "Frank", "Greta", "Hasan", "Ilse", "Jan");
    var last = List.of("Maier", "Mayer", "Müller", "Möller", "Huber", "Kaya", "Schulz", "Weber", "Vogt", "Zeller");
    for (int thousand = 0; thousand < 10; thousand++) {
      var created = new ArrayList<Future<?>>();
      for (int i = 0; i < 1000; i++) {
        var name =
            first.get(i % 10) + " " + last.get(i / 10 % 10) + " " + (char) ('A' + i / 100) + (char) ('a' + thousand);
        var id = "p" + thousand + "-" + i;
        var account = new Account(id, name, id + "@altwasser.example", authority.id(), Set.of(Role.MEMBER), false);
        created.add(identities.accounts.create(account, "hash"));
      }
      await(Future.all(created));
    }
    identities.account("t1@altwasser.example", "Zacharias Aal");
    long began = System.nanoTime();
    var searches = new ArrayList<Future<List<PersonCard>>>();
    for (int i = 0; i < 100; i++) {
      searches.add(identities.people.find(i % 2 == 0 ? "ma" : "zach"));
    }
    await(Future.all(searches));
    System.out.printf("100 searches among 10,000 people: %d ms%n", (System.nanoTime() - began) / 1_000_000);
    assertThat(searches.get(0).result()).hasSize(20).allMatch(card -> card.name().contains("Ma"));
    assertThat(searches.get(1).result()).extracting(PersonCard::name).containsExactly("Zacharias Aal");
    assertThat(found("anna mull")).hasSize(20).allMatch(name -> name.startsWith("Anna Müller"));
    assertThat(await(identities.people.cards(List.of("p0-0", "p9-999", "nobody", "p0-0"))))
        .containsOnlyKeys("p0-0", "p9-999");
  }

  @Test
  void answersTheMethodsWithCardsAndRefusesWhatIsTooShortOrTooMany() {
    var account = identities.account("t1@altwasser.example", "Jonas Brandl");
    var card =
        "{\"people\":[{\"id\":\"%s\",\"name\":\"Jonas Brandl\",\"authority\":\"Gemeinde altwasser.example\"}]}"
            .formatted(account.id());
    assertThat(call("people.find", "{\"query\":\"jo\"}")).isEqualTo(card);
    assertThat(call("people.get", "{\"ids\":[\"%s\",\"nobody\"]}".formatted(account.id()))).isEqualTo(card);
    for (var bad : List.of("{}", "{\"query\":\"j\"}", "{\"query\":\"" + "j".repeat(81) + "\"}", "{\"query\":7}")) {
      assertThatThrownBy(() -> call("people.find", bad)).isInstanceOf(Refusal.class);
    }
    for (var bad : List.of("{}", "{\"ids\":[]}", "{\"ids\":[\"{}\"]}", "{\"ids\":\"x\"}")) {
      assertThatThrownBy(() -> call("people.get", bad)).isInstanceOf(Refusal.class);
    }
  }

  private List<String> found(String query) {
    return await(identities.people.find(query)).stream().map(PersonCard::name).toList();
  }

  private String call(String method, String params) {
    var call = new Call(null, null, Fields.parse(params.getBytes(StandardCharsets.UTF_8)));
    var methods = new PeopleMethods(identities.people).methods();
    return new String(await(methods.get(method).call(call)), StandardCharsets.UTF_8);
  }
}
