/** Small programs that read like documentation; each can be run on its own. */
package org.infogan.examples;
