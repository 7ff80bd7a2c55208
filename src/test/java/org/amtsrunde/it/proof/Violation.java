package org.amtsrunde.it.proof;

/** @param what happened, with names and numbers */
record Violation(Invariant invariant, String what) {}
