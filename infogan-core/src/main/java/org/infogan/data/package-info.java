/** Images to train on, and the files that they come from. */
package org.infogan.data;
