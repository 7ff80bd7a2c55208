package org.amtsrunde.identity;

/**
 * What everybody may know of a person.
 *
 * @param authority name of the authority
 */
public record PersonCard(String id, String name, String authorityId, String authority) {}
