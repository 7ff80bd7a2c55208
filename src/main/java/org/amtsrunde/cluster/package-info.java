/**
 * Other nodes: who is alive, and a bus that may lose everything. One address per node; no fact lives here.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.cluster;
