/** Words every package may use: ids, refusals, JSON, the caller. Imports nothing of ours and nothing of Vert.x. */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.kernel;
