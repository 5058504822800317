package org.infogan.selfsupervised;

/**
 * What a refinement did.
 *
 * @param before what the trained trunk and Q measured
 * @param after what the refined ones measured
 * @param kept whether the refined ones took their place
 */
public record RefinementReport(RefinementMeasures before, RefinementMeasures after, boolean kept) {

  @Override
  public String toString() {
    return "Refinement "
        + (kept ? "kept" : "dropped, since a measure became worse")
        + ": "
        + before
        + " before; "
        + after
        + " after";
  }
}
