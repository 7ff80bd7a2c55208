package org.amtsrunde.redis;

/**
 * The name of every key in the store. What must change together stands in one slot, by a hash tag in braces.
 *
 * <p>Nothing else in the code spells a key.
 */
public final class Keys {
  private Keys() {}

  // The engine: everything of one channel shares the slot of the channel.

  /** String {@code <epoch> <offset>}: where the log ends. */
  public static String head(String channel) {
    return "head:{" + channel + "}";
  }

  /** Stream of the entries {@code <offset>-0}. */
  public static String log(String channel) {
    return "log:{" + channel + "}";
  }

  /** Sorted set node → end of its lease in ms of the store's clock: which nodes serve the channel. */
  public static String interest(String channel) {
    return "interest:{" + channel + "}";
  }

  /** String: what the author's command of this id was answered with. */
  public static String cid(String channel, String author, String cid) {
    return "cid:{" + channel + "}:" + author + ":" + cid;
  }

  /** Hash client → JSON, and sorted set client → end of lease: who is in a channel (engine level). */
  public static String channelClients(String channel) {
    return "clients:{" + channel + "}";
  }

  public static String channelClientLeases(String channel) {
    return "clients-until:{" + channel + "}";
  }

  // Nodes

  /** Sorted set node → end of its lease in ms of the store's clock. */
  public static String nodes() {
    return "nodes";
  }

  /** Hash person → presence of the people of one node; expires with the node. */
  public static String presence(String node) {
    return "presence:{" + node + "}";
  }

  /** Sorted set node → when its {@link #presence} ends: where presence may stand, of nodes that died too. */
  public static String presenceNodes() {
    return "presence-nodes";
  }

  // Identity: an account and its sign-ins share the slot of the person's channel, so that ending a sign-in and telling
  // every
  // node of it is one step.

  /** Hash: name, email, authority, roles, password, disabled. */
  public static String person(String personId) {
    return "account:{" + personChannel(personId) + "}";
  }

  /** Hash setting → value: what a person has set for themself. */
  public static String settings(String personId) {
    return "settings:{" + personId + "}";
  }

  /** Hash sign-in → {@code <SHA-256 of its secret> <made> <used>}, both in ms of the store's clock. */
  public static String signInsOf(String personId) {
    return "sign-ins:{" + personChannel(personId) + "}";
  }

  /** String person id, by normalised mail address. */
  public static String personByEmail(String email) {
    return "email:{" + email + "}";
  }

  /** Set of all person ids; always a superset of the accounts. */
  public static String people() {
    return "people";
  }

  /** Sorted set, all with score 0, of {@code <word> 0 <folded name> 0 <person id>}; always a superset of what is to be found. */
  public static String peopleByName() {
    return "people-by-name";
  }

  /** Set of person ids: the truth of who is administrator. */
  public static String administrators() {
    return "administrators";
  }

  /** Hash id → JSON of an authority. */
  public static String authorities() {
    return "{authorities}";
  }

  /** Hash verified mail domain → authority id. */
  public static String authorityDomains() {
    return "domains:{authorities}";
  }

  /** String: one open invitation, by the SHA-256 of its secret. */
  public static String invitation(String hash) {
    return "invitation:{" + hash + "}";
  }

  /** String: one unused real-time token, by the SHA-256 of its secret. */
  public static String realtimeToken(String hash) {
    return "token:{" + hash + "}";
  }

  /** Counter of attempts in a window. */
  public static String attempts(String subject) {
    return "attempts:{" + subject + "}";
  }

  // Messenger: everything of one room shares the slot of its channel.

  /** Channel of a room. */
  public static String roomChannel(String roomId) {
    return "room:" + roomId;
  }

  /** Channel of a person. */
  public static String personChannel(String personId) {
    return "person:" + personId;
  }

  /** Hash: name, kind, created, last, made (fingerprint of the command that founded it). */
  public static String room(String roomId) {
    return "room:{room:" + roomId + "}";
  }

  /** Hash person → role: the truth of who belongs to the room. */
  public static String roomMembers(String roomId) {
    return "members:{room:" + roomId + "}";
  }

  /** Sorted set message → offset: all messages, placeholders of deleted ones included. */
  public static String roomPosts(String roomId) {
    return "posts:{room:" + roomId + "}";
  }

  /** Sorted set message → offset: the deleted ones. */
  public static String roomGone(String roomId) {
    return "gone:{room:" + roomId + "}";
  }

  /** Sorted set message → offset: the living ones of one author. */
  public static String roomOwn(String roomId, String personId) {
    return "own:{room:" + roomId + "}:" + personId;
  }

  /** Sorted set message → offset: the living ones that mention the person. */
  public static String roomMentions(String roomId, String personId) {
    return "mentions:{room:" + roomId + "}:" + personId;
  }

  /** Hash message → JSON as it stands now. */
  public static String roomMessages(String roomId) {
    return "messages:{room:" + roomId + "}";
  }

  /** Hash message → JSON of reactions. */
  public static String roomReactions(String roomId) {
    return "reactions:{room:" + roomId + "}";
  }

  /** Hash person → offset up to which they have read. */
  public static String roomReads(String roomId) {
    return "reads:{room:" + roomId + "}";
  }

  /** Hash message → offsets of the log entries that carry its content, separated by spaces; living messages only. */
  public static String roomEntries(String roomId) {
    return "entries:{room:" + roomId + "}";
  }

  /** Set of the members who have not yet been told on their own channel that they joined. */
  public static String roomAnnounce(String roomId) {
    return "announce:{room:" + roomId + "}";
  }

  /**
   * Sorted set room → when it was written here, in ms of the store's clock; always a superset of the rooms whose members hash
   * names the person.
   */
  public static String roomsOf(String personId) {
    return "rooms:{" + personId + "}";
  }

  // Documents: everything of one document shares the slot of its channel.

  /** Channel of a document: its log carries Yjs updates instead of JSON. */
  public static String documentChannel(String documentId) {
    return "document:" + documentId;
  }

  /**
   * Hash: title, owner, room, parent, state, created, updated, bytes, generation, upto, and trashed while it is in the trash. Of an
   * erased document nothing but its state.
   */
  public static String document(String documentId) {
    return "document:{document:" + documentId + "}";
  }

  /** String: everything up to the entry {@code upto} as one Yjs update. */
  public static String documentSnapshot(String documentId) {
    return "snapshot:{document:" + documentId + "}";
  }

  /** Hash person → role: with whom the document is shared beyond its room. */
  public static String documentShares(String documentId) {
    return "shares:{document:" + documentId + "}";
  }

  /** String: who compacts the document at the moment; expires. */
  public static String documentCompaction(String documentId) {
    return "compaction:{document:" + documentId + "}";
  }

  /** List of updates that could never be integrated, for the operator; expires. */
  public static String documentQuarantine(String documentId) {
    return "quarantine:{document:" + documentId + "}";
  }

  /** String: who wrote what is in the snapshot, packed. */
  public static String documentAuthors(String documentId) {
    return "authors:{document:" + documentId + "}";
  }

  /** Hash version → JSON: what is known of the versions that are kept. */
  public static String documentVersions(String documentId) {
    return "versions:{document:" + documentId + "}";
  }

  /** Hash version → what stood in the document then, packed. */
  public static String documentVersionStates(String documentId) {
    return "version-states:{document:" + documentId + "}";
  }

  /** Hash person → id of their open suggestion, which is a document in a slot of its own. */
  public static String documentSuggestions(String documentId) {
    return "suggestions:{document:" + documentId + "}";
  }

  /** Hash thread → {@code <revision> <JSON>}: the comments on the document. */
  public static String documentThreads(String documentId) {
    return "threads:{document:" + documentId + "}";
  }

  /**
   * Hash of the call in a room while there is one: rev, id, began, sharer, {@code p:<participant>} → JSON and {@code
   * l:<participant>:<participant>} → {@code <attempt> <connection> <who offers>}.
   */
  public static String call(String roomId) {
    return "call:{" + roomChannel(roomId) + "}";
  }

  /** Set of the guests who may take part in the call of a room; expires with the session to which they were let in. */
  public static String callGuests(String roomId) {
    return "call-guests:{" + roomChannel(roomId) + "}";
  }

  /** String {@code <revision> <JSON>}: when a round meets, and what is being agreed about that. */
  public static String roundSchedule(String roomId) {
    return "schedule:{room:" + roomId + "}";
  }

  /** String: SHA-256 of the secret in the person's calendar address; none where they have no address. */
  public static String calendarOf(String personId) {
    return "calendar:{" + personChannel(personId) + "}";
  }

  /** String person, by the SHA-256 of the secret in a calendar address; may be left over, see {@link #calendarOf}. */
  public static String calendarOwner(String hash) {
    return "calendar-owner:{" + hash + "}";
  }

  /** Sorted set thread → second when its last words were deleted. */
  public static String documentThreadsGone(String documentId) {
    return "threads-gone:{document:" + documentId + "}";
  }

  /** Sorted set document → ms when it was put into the trash; always a superset. */
  public static String documentTrash() {
    return "documents-trash";
  }

  /** String: which node looks after the trash at the moment; expires. */
  public static String documentTrashSweep() {
    return "documents-trash-sweep";
  }

  /** Set of all documents; always a superset. */
  public static String documents() {
    return "documents";
  }

  /** Stream of the ids of documents that have changed, the newest ten thousand or so. */
  public static String documentsChanged() {
    return "documents-changed";
  }

  /** Set of the documents of a room; always a superset. */
  public static String documentsOfRoom(String roomId) {
    return "documents:{room:" + roomId + "}";
  }

  /** Set of the documents that a person owns or that are shared with them; always a superset. */
  public static String documentsOfPerson(String personId) {
    return "documents:{" + personChannel(personId) + "}";
  }

  // Sessions: everything of the session of one round shares the slot of its channel.

  /** Channel of the session of a round. */
  public static String sessionChannel(String roomId) {
    return "session:" + roomId;
  }

  /**
   * Hash: rev, json, open (number and kind of the step in which something is held back), writes, guests (start of the session to
   * which guests may come; empty when it is over).
   */
  public static String session(String roomId) {
    return "session:{session:" + roomId + "}";
  }

  /**
   * Hash {@code l:<link>} → {@code <SHA-256 of its secret> <who made it> <ms>} and {@code g:<guest>} → {@code <SHA-256 of the secret
   * of their cookie> <waiting or in> <ms> <name>}; gone in the moment in which the session ends.
   */
  public static String sessionGuests(String roomId) {
    return "guests:{session:" + roomId + "}";
  }

  /** Hash field → what nobody but its author may see before the step ends. */
  public static String sessionHeld(String roomId) {
    return "held:{session:" + roomId + "}";
  }

  /** Sorted set round → when somebody has to look at its session, in ms of the store's clock. */
  public static String sessionsDue() {
    return "sessions-due";
  }
}
