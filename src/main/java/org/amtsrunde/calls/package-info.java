/**
 * Calls: sound and picture between the members of a room, from browser to browser. The server decides who is in a call, who offers
 * to whom and in which mode; it passes on what two browsers need to find each other, and never sees what is said.
 *
 * <p>Read {@link org.amtsrunde.calls.CallState} for what a call is, {@link org.amtsrunde.calls.CallStore} for how it changes,
 * {@link org.amtsrunde.calls.CallHandler} for who is told.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.calls;
