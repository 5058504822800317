package org.infogan.train.batches;

import java.util.List;
import org.infogan.data.augment.Distortion;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The real images of one update of the discriminator, in the networks' value range.
 *
 * @param images [C, H, W, B]
 * @param diversity how much the images differ from each other, as {@link PixelDiversity} measures
 * @param jittered copies of the images [C, H, W, B], each distorted by a draw of its own; null
 *     where the configuration asks for none
 * @param distortions what each copy was distorted by, in the order of the batch; empty where there
 *     are no copies
 * @param categories for each image a distribution over the first categorical code's categories that
 *     Q is to learn on the copy, [B][K]; null where that is Q's own answer on the image
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record RealBatch(
    INDArray images,
    double diversity,
    @Nullable INDArray jittered,
    List<Distortion> distortions,
    float @Nullable [][] categories) {}
