/**
 * Rooms and what is said in them.
 *
 * <p>Read in this order: {@link org.amtsrunde.messenger.Message}, {@link org.amtsrunde.messenger.RoomSummary} and {@link
 * org.amtsrunde.messenger.RoomEvent} are what goes over the wire; {@link org.amtsrunde.messenger.RoomRules} and {@link
 * org.amtsrunde.kernel.Mentions} decide, without any state of their own; {@link org.amtsrunde.messenger.RoomStore} says
 * what can be read and changed, {@link org.amtsrunde.messenger.RedisRoomStore} does it with one script per change; {@link
 * org.amtsrunde.messenger.RoomHandler} (messages) and {@link org.amtsrunde.messenger.MemberHandler} (who belongs to a room)
 * are the use cases; {@link org.amtsrunde.messenger.RoomMethods} puts them on the wire.
 *
 * <p>A change is one script: it checks the membership and whatever the rules had read before, appends to the room's log and
 * updates what is derived, all in the slot of the room. Where something that was read has changed meanwhile the script
 * refuses and the use case reads and decides again.
 *
 * <p>What does not fit into one slot is done in an order in which a node may die after any step:
 *
 * <ol>
 *   <li>joining: the person's index of rooms first, then the room's members and log, then the person's own channel. The index
 *       so is never without a room the person belongs to. Whom the last step has not reached stands in the room's
 *       {@code announce} set, which the second step wrote; the next {@code room.list}, or whoever repeats the command, tells
 *       them.
 *   <li>leaving: the room's members and log first; that entry takes the room from the person's sockets on every node. Then
 *       the person's own channel. The index keeps the room until a later {@code room.list} finds it stale.
 * </ol>
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.messenger;
