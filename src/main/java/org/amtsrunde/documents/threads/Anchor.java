package org.amtsrunde.documents.threads;

/**
 * The place in a document to which a thread belongs; it moves along with what stands there.
 *
 * @param from relative position of Yjs in base64, where the place begins
 * @param to where it ends
 */
public record Anchor(String from, String to) {}
