/** What the command {@code bench} times, and how. */
package org.infogan.cli.bench;
