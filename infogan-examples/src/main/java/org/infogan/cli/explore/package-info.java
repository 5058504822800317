/**
 * The latent explorer: a page in the browser that shows what a model makes of its codes, and the
 * HTTP server behind it.
 */
package org.infogan.cli.explore;
