package org.amtsrunde.it.proof;

/** A place in the log of a room. */
record Place(String epoch, long offset) {}
