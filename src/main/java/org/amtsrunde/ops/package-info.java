/** Running a node: health, figures, the management port. */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.ops;
