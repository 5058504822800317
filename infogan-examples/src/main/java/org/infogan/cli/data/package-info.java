/** The images that an option such as {@code --data} names. */
package org.infogan.cli.data;
