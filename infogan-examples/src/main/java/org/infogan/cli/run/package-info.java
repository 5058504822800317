/** One training run: its configuration, its folder, its checkpoints and its report. */
package org.infogan.cli.run;
