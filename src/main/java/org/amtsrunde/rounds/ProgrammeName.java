package org.amtsrunde.rounds;

/**
 * What a round goes through.
 *
 * @param version from 1; a round keeps the one with which it has begun
 */
public record ProgrammeName(String id, int version) {}
