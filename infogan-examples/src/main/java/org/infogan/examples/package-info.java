/** The command line, and small programs that read like documentation. */
package org.infogan.examples;
