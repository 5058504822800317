/**
 * The generator's input: incompressible noise and latent codes, their priors, and the posteriors
 * that Q gives back.
 */
package org.infogan.latent;
