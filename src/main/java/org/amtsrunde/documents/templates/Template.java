package org.amtsrunde.documents.templates;

/**
 * A template of the product.
 *
 * @param title what it is called
 * @param description one sentence on what it is for
 * @param markdown its text, in which {@code {{date}}} and {@code {{title}}} stand for those of the new document
 */
public record Template(String id, String title, String description, String markdown) {}
