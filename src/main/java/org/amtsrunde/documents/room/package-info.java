/**
 * What happens while people write a document.
 *
 * <p>Read in this order: {@link org.amtsrunde.documents.room.DocumentClient} is somebody who has the document open, {@link
 * org.amtsrunde.documents.room.Seat} is their place in it; {@link org.amtsrunde.documents.room.DocumentRoom} is the document on this
 * node, one for all who have it open here, on one event loop; {@link org.amtsrunde.documents.room.Replica} is what stands in it;
 * {@link org.amtsrunde.documents.room.DocumentRooms} finds the room, or makes it.
 *
 * <p>The way of an edit: it is read and checked; merged with what else came from the same client within a few milliseconds; dropped
 * if nothing in it is new; appended to the document's log; acknowledged when the log has it; and told to everybody else when the
 * room reads it from the log, as it reads the edits that other nodes have appended. So there is no owner of a document among the
 * nodes, and nothing is shown to others that could still be lost.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.documents.room;
