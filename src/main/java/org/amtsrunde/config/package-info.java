/** The settings of a node: one documented file, the environment over it, every mistake told in one sentence. */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.config;
