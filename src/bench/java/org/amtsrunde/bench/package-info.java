/**
 * Whole-process measurements. {@link org.amtsrunde.bench.Bench} starts a node and its peers as processes of their own, loads them
 * over real sockets and prints one table. What each figure means stands in {@code src/bench/README.md}.
 */
package org.amtsrunde.bench;
