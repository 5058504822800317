/** Solids: a mesh of triangles, from where it is seen and lit, and its picture. */
package org.infogan.examples.render.solid;
