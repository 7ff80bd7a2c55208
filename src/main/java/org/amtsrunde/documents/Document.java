package org.amtsrunde.documents;

import org.jspecify.annotations.Nullable;

/**
 * What a document is, without what stands in it.
 *
 * @param roomId the room it belongs to; null for a private one
 * @param parentId the document of which it is a suggestion; else null
 * @param createdAt ISO 8601 UTC
 * @param updatedAt of the last change of any kind
 * @param bytes of its snapshot and of the log after it
 * @param generation number of its snapshot; 0 before the first
 * @param upto offset of the last entry in the snapshot
 * @param trashedAt when it was put into the trash; null outside
 */
public record Document(
    String id,
    String title,
    String ownerId,
    @Nullable String roomId,
    @Nullable String parentId,
    DocumentState state,
    String createdAt,
    String updatedAt,
    long bytes,
    long generation,
    long upto,
    @Nullable String trashedAt) {}
