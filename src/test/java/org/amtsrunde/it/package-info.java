/** Whole nodes as processes of their own: killed, paused, cut off, replaced. */
package org.amtsrunde.it;
