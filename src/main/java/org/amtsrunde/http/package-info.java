/** HTTP: the edge that accepts connections, the sign-in filter, problem answers, static files. */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.http;
