/** Documents under kills, pauses and cuts: what clients were told is held against what stands in the document at the end. */
package org.amtsrunde.it.faults;
