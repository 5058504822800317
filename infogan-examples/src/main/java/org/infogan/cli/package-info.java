/** The command line: {@link org.infogan.cli.Main} and a class for each command. */
package org.infogan.cli;
