/**
 * What passes on sound and picture where not each sends to each: {@link org.amtsrunde.calls.media.MediaBackend} is what a call needs
 * of a media server, {@link org.amtsrunde.calls.media.JanusBackend} how Janus does it. Browsers never speak to it but by way of us,
 * apart from the media themselves.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.calls.media;
