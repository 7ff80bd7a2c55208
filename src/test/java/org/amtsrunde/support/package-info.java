/** What tests share: a real store, clients, generators. */
package org.amtsrunde.support;
