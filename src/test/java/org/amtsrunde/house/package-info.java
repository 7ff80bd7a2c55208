/**
 * The rules of the house, as tests. What they say in words stands in {@code src/docs/architecture.md}; whoever changes a rule
 * changes both. Read {@link org.amtsrunde.house.FloorsTest} first: it is the map.
 */
package org.amtsrunde.house;
