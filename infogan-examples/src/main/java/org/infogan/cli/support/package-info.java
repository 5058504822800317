/** What all parts of the command line use: mistakes of the user, checks of options. */
package org.infogan.cli.support;
