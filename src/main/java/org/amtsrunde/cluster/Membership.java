package org.amtsrunde.cluster;

import java.util.Set;

/** Which nodes are alive, by their leases in the store; a node that dies leaves the set when its lease ends. */
public interface Membership {
  /** Ids of the nodes alive at the last look, at most two seconds ago; this node among them. */
  Set<String> alive();
}
