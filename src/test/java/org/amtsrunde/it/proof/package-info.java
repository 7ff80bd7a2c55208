/** Whether the messenger loses anything: clients write down what they did and saw while things go wrong, and a checker decides. */
package org.amtsrunde.it.proof;
