/** Several runs of one configuration, measured and compared. */
package org.infogan.cli.study;
