/** What commands show: progress, pictures, curves and tables of codes. */
package org.infogan.cli.display;
