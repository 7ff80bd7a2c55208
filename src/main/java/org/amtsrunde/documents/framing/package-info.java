/**
 * The languages of the clients of documents. Both are y-protocols with something in front: {@link
 * org.amtsrunde.documents.framing.YSocket} is y-websocket, one document per socket; {@link
 * org.amtsrunde.documents.framing.HocuspocusSocket} is Hocuspocus 4, many documents on one socket, each named in front of every
 * message. {@link org.amtsrunde.documents.framing.Outlet} is the way out of both, {@link
 * org.amtsrunde.documents.framing.SignInWatch} ends them with the sign-in.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.documents.framing;
