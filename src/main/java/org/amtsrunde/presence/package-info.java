/**
 * Who is here, and what they say about themselves; who is typing. Off until a person switches it on, and only who shows it sees
 * that of others; no last sight, no history, no exception for any role.
 *
 * <p>Read in this order: {@link org.amtsrunde.presence.Choice} is what a person chose, {@link
 * org.amtsrunde.presence.PresenceTable} merges what all nodes tell, {@link org.amtsrunde.presence.Watchers} turns changes into
 * few messages, {@link org.amtsrunde.presence.Exchange} speaks with the store and other nodes, {@link
 * org.amtsrunde.presence.Presence} puts them on one event loop.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.presence;
