package org.amtsrunde;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.amtsrunde.calls.CallHandler;
import org.amtsrunde.calls.CallMethods;
import org.amtsrunde.calls.RedisCallStore;
import org.amtsrunde.calls.media.JanusBackend;
import org.amtsrunde.calls.media.MediaBackend;
import org.amtsrunde.calls.media.NoMedia;
import org.amtsrunde.config.Settings;
import org.amtsrunde.documents.DemoDocuments;
import org.amtsrunde.documents.threads.MentionPost;
import org.amtsrunde.http.DescriptionRoutes;
import org.amtsrunde.http.Routes;
import org.amtsrunde.identity.AdministrationHandler;
import org.amtsrunde.identity.DemoAccounts;
import org.amtsrunde.identity.Guesses;
import org.amtsrunde.identity.IdentityRoutes;
import org.amtsrunde.identity.InvitationHandler;
import org.amtsrunde.identity.PasswordDoor;
import org.amtsrunde.identity.Passwords;
import org.amtsrunde.identity.PeopleMethods;
import org.amtsrunde.identity.PersonPolicy;
import org.amtsrunde.identity.RedisAccountStore;
import org.amtsrunde.identity.RedisAuthorityStore;
import org.amtsrunde.identity.RedisGuesses;
import org.amtsrunde.identity.RedisInvitationStore;
import org.amtsrunde.identity.RedisPeople;
import org.amtsrunde.identity.RedisSignInStore;
import org.amtsrunde.identity.RedisTokenStore;
import org.amtsrunde.identity.SignInAuthenticator;
import org.amtsrunde.identity.SignInHandler;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.messenger.DemoRooms;
import org.amtsrunde.messenger.Directory;
import org.amtsrunde.messenger.MemberHandler;
import org.amtsrunde.messenger.PostLimit;
import org.amtsrunde.messenger.RedisRoomStore;
import org.amtsrunde.messenger.RoomHandler;
import org.amtsrunde.messenger.RoomKind;
import org.amtsrunde.messenger.RoomMethods;
import org.amtsrunde.messenger.RoomPolicy;
import org.amtsrunde.messenger.RoomStore;
import org.amtsrunde.messenger.RoomSummaries;
import org.amtsrunde.presence.Presence;
import org.amtsrunde.presence.PresenceMethods;
import org.amtsrunde.presence.RedisWorkingHours;
import org.amtsrunde.rounds.DemoRounds;
import org.amtsrunde.rounds.JollydayHolidays;
import org.amtsrunde.rounds.MemberHolidays;
import org.amtsrunde.rounds.ProgrammeName;
import org.amtsrunde.rounds.RedisRoundStore;
import org.amtsrunde.rounds.RoundHandler;
import org.amtsrunde.rounds.RoundMembership;
import org.amtsrunde.rounds.RoundRoutes;
import org.amtsrunde.rounds.RoundStore;
import org.amtsrunde.rounds.calendar.FeedHandler;
import org.amtsrunde.rounds.calendar.FeedRoutes;
import org.amtsrunde.rounds.calendar.RedisFeedStore;
import org.amtsrunde.rounds.programme.ProgrammeRoutes;
import org.amtsrunde.rounds.programme.Programmes;
import org.amtsrunde.sessions.Sessions;

/** One node: all capabilities wired by hand, in the order in which a message meets them. */
public final class Server implements AutoCloseable {
  private static final InstantSource CLOCK = InstantSource.system();

  /** What rounds go through that begin today, in its newest version. */
  private static final String PROGRAMME = "public-communication";

  /** Who has made the documents of the demo. */
  private static final String WRITER = "t1@altwasser.example";

  private final Spine spine;
  private final Presence presence;
  private final CallHandler calls;
  private final Documents documents;
  private final Sessions sessions;

  private Server(Spine spine, Presence presence, CallHandler calls, Documents documents, Sessions sessions) {
    this.spine = spine;
    this.presence = presence;
    this.calls = calls;
    this.documents = documents;
    this.sessions = sessions;
  }

  /** Starts the node and returns when it serves. Blocks; call it from the main thread. */
  public static Server start(Settings settings) throws IOException {
    var reading = Early.begin("programmes", Programmes::packaged);
    var spine = Spine.open(settings);
    try {
      var identity = identity(spine);
      var messenger = messenger(spine, identity);
      var presence = presence(spine, messenger);
      var relay = settings.calls();
      var calls =
          new CallHandler(
              spine.vertx(),
              new RedisCallStore(spine.store()),
              media(spine, relay),
              spine.bus(),
              spine.ids(),
              System::nanoTime);
      spine
          .engine()
          .policy(new PersonPolicy(identity.signIns))
          .policy(new RoomPolicy(messenger.store))
          .methods(new PeopleMethods(identity.people))
          .methods(messenger.methods)
          .methods(new PresenceMethods(presence, new RedisWorkingHours(spine.store())))
          .methods(new CallMethods(calls, relay.turnUrls(), relay.turnSecret(), CLOCK))
          .listener(presence)
          .listener(calls);
      Spine.await(presence.start());
      calls.start();
      var authenticator = new SignInAuthenticator(identity.signIns, identity.tokens);
      var documents =
          new Documents(
              spine,
              messenger.store,
              identity.people,
              identity.signIns,
              authenticator,
              messenger.store::roomsOf,
              mentions(spine, messenger),
              CLOCK);
      var rounds = new RedisRoundStore(spine.store(), spine.engine().log());
      var programmes = reading.await();
      var sessions = RoundSessions.of(spine, messenger.store, rounds, programmes, documents.handler(), identity.people);
      var guests =
          RoundSessions.guests(spine, sessions, calls, identity.people, identity.tokens, identity.guesses, CLOCK);
      spine
          .engine()
          .policy(sessions.policy())
          .methods(sessions.methods())
          .methods(guests.methods())
          .listener(sessions.listener())
          .listener(guests.listener());
      firstContent(spine, identity, messenger, documents, rounds, programmes.newest(PROGRAMME).name());
      var routes = routes(spine, identity, messenger, documents, rounds, programmes);
      routes.add(guests.routes());
      // Only the engine lets guests in, where they may call what was made for them; documents never hear of them.
      spine.serve(
          new SignInAuthenticator(identity.signIns, identity.tokens, guests.known()), routes, documents.endpoints());
      sessions.start();
      documents.start(spine);
      return new Server(spine, presence, calls, documents, sessions);
    } catch (IOException | RuntimeException e) {
      spine.close();
      throw e;
    }
  }

  private record Identity(
      RedisAccountStore accounts,
      RedisAuthorityStore authorities,
      RedisSignInStore signIns,
      RedisTokenStore tokens,
      RedisPeople people,
      Passwords passwords,
      Guesses guesses,
      InvitationHandler invitations) {}

  private static Identity identity(Spine spine) {
    var store = spine.store();
    var accounts = new RedisAccountStore(store);
    var authorities = new RedisAuthorityStore(store);
    var signIns = new RedisSignInStore(store, spine.engine().log(), spine.ids());
    var passwords = new Passwords(spine.vertx());
    var guesses = new RedisGuesses(store, Guesses.Limits.DEFAULT);
    var invitations =
        new InvitationHandler(
            accounts,
            authorities,
            new RedisInvitationStore(store, spine.ids()),
            signIns,
            passwords,
            guesses,
            spine.ids(),
            CLOCK,
            spine.settings().publicUrl().toString());
    return new Identity(
        accounts,
        authorities,
        signIns,
        new RedisTokenStore(store, spine.ids()),
        new RedisPeople(store, authorities),
        passwords,
        guesses,
        invitations);
  }

  private record Messenger(
      RedisRoomStore store,
      RoomSummaries summaries,
      RoomMethods methods,
      MemberHandler members,
      Directory directory,
      PostLimit limit) {}

  private static Messenger messenger(Spine spine, Identity identity) {
    Directory directory = ids -> identity.people.cards(ids).map(Server::cards);
    var store = new RedisRoomStore(spine.store(), spine.engine().log());
    var summaries = new RoomSummaries(store, directory);
    var limit = new PostLimit(System::nanoTime);
    var rooms = new RoomHandler(store, spine.ids(), CLOCK, limit);
    var members = new MemberHandler(store, summaries, directory, CLOCK, limit);
    return new Messenger(
        store, summaries, new RoomMethods(store, rooms, members, summaries, directory), members, directory, limit);
  }

  private static MentionPost mentions(Spine spine, Messenger messenger) {
    var uncounted = PostLimit.none();
    return new DirectMentions(
        new MemberHandler(messenger.store, messenger.summaries, messenger.directory, CLOCK, uncounted),
        new RoomHandler(messenger.store, spine.ids(), CLOCK, uncounted),
        messenger.limit);
  }

  private static Map<String, Directory.Card> cards(Map<String, org.amtsrunde.identity.PersonCard> people) {
    var cards = new HashMap<String, Directory.Card>();
    people.forEach(
        (id, card) -> cards.put(id, new Directory.Card(id, card.name(), card.authorityId(), card.authority())));
    return cards;
  }

  private static Presence presence(Spine spine, Messenger messenger) {
    return new Presence(spine.vertx(), spine.loop(), spine.store(), spine.bus(), new Sharing(messenger.store));
  }

  /** Who may see whom: people who share a room. */
  private record Sharing(org.amtsrunde.messenger.RoomMembership rooms)
      implements org.amtsrunde.presence.RoomMembership {
    @Override
    public Future<Set<String>> sharing(String personId, Collection<String> others) {
      return rooms
          .companions(personId)
          .map(companions -> {
            Set<String> shared = new HashSet<>(others);
            shared.retainAll(companions);
            return shared;
          });
    }

    @Override
    public Future<Set<String>> members(String roomId) {
      return rooms.members(roomId);
    }
  }

  /** The members of a round are those of its room. */
  private record RoundRooms(RoomStore rooms) implements RoundMembership {
    @Override
    public Future<Set<String>> members(String roomId, String personId) {
      return rooms
          .state(roomId, personId, null)
          .compose(state ->
              state.kind() == RoomKind.ROUND ? rooms.members(roomId) : Future.failedFuture(Refusal.notFound()));
    }
  }

  private static List<Routes> routes(
      Spine spine,
      Identity identity,
      Messenger messenger,
      Documents documents,
      RoundStore rounds,
      Programmes programmes) {
    var routes = new ArrayList<Routes>();
    routes.add(identityRoutes(spine, identity, messenger));
    routes.addAll(documents.routes());
    routes.addAll(roundRoutes(spine, identity, messenger, documents, rounds, programmes));
    routes.add(new ProgrammeRoutes(programmes));
    routes.add(new DescriptionRoutes());
    return routes;
  }

  private static List<Routes> roundRoutes(
      Spine spine,
      Identity identity,
      Messenger messenger,
      Documents documents,
      RoundStore rounds,
      Programmes programmes) {
    var programme = programmes.newest(PROGRAMME).name();
    var members = new RoundRooms(messenger.store);
    var holidays = new MemberHolidays(identity.people, identity.authorities, new JollydayHolidays(spine.vertx()));
    var feeds =
        new FeedHandler(
            spine.vertx(),
            new RedisFeedStore(spine.store()),
            identity.accounts,
            rounds,
            members,
            messenger.store::roomsOf,
            spine.ids(),
            spine.settings().publicUrl().toString());
    var papers = new RoundDocuments(members, rounds, programmes, programme, documents.handler());
    var handler = new RoundHandler(rounds, members, holidays, programme, CLOCK);
    return List.of(new RoundRoutes(handler, papers), new FeedRoutes(feeds));
  }

  private static Routes identityRoutes(Spine spine, Identity identity, Messenger messenger) {
    var signIns =
        new SignInHandler(
            new PasswordDoor(identity.accounts, identity.signIns, identity.passwords, identity.guesses),
            identity.accounts,
            identity.authorities,
            identity.signIns,
            identity.tokens,
            identity.passwords,
            identity.guesses,
            messenger.summaries::roomsJson,
            CLOCK);
    var administration =
        new AdministrationHandler(identity.accounts, identity.authorities, identity.signIns, spine.ids());
    var settings = spine.settings();
    return new IdentityRoutes(
        signIns, identity.invitations, administration, settings.secure(), settings.http().trustProxy());
  }

  private static void firstContent(
      Spine spine,
      Identity identity,
      Messenger messenger,
      Documents documents,
      RoundStore store,
      ProgrammeName programme)
      throws IOException {
    var settings = spine.settings();
    if (settings.demo()) {
      var demo = new DemoAccounts(identity.accounts, identity.authorities, identity.passwords);
      var rooms = new DemoRooms(messenger.store, messenger.members, messenger.directory, CLOCK);
      var notes = new DemoDocuments(documents.handler());
      var rounds = new DemoRounds(store, programme, CLOCK);
      Spine.await(
          demo.create()
              .compose(people ->
                  rooms
                      .fill(people)
                      .compose(filled -> notes.fill(Objects.requireNonNull(people.get(WRITER)), DemoRooms.round()))
                      .compose(filled -> rounds.fill(DemoRooms.round()))));
    }
    if (!settings.firstAdministrator().isEmpty()) {
      var link = Spine.await(identity.invitations.firstAdministrator(settings.firstAdministrator()));
      link.ifPresent(text -> System.out.println("Invitation of the first administrator: " + text));
    }
  }

  private static MediaBackend media(Spine spine, Settings.Calls calls) {
    var url = calls.mediaUrl();
    return url == null ? new NoMedia() : new JanusBackend(spine.vertx(), url, calls.mediaSecret(), System::nanoTime);
  }

  /** The port that is served. */
  public int port() {
    return spine.port();
  }

  /** The RPC methods that are offered. */
  public Set<String> methods() {
    return spine.engine().methodNames();
  }

  /** The HTTP endpoints that are offered, such as {@code GET /api/me}; pages of the client are none. */
  public Set<String> endpoints() {
    return spine.endpoints();
  }

  /** Moves the clients to other nodes and ends. */
  @Override
  public void close() {
    spine.close(
        documents::drain,
        () -> {
          documents.stop();
          sessions.stop();
          calls.stop();
          return presence.stop();
        });
  }
}
