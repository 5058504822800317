package org.infogan.examples.render;

import java.util.List;
import org.infogan.data.ImageShape;

/**
 * Drawn faces, 32×32 colour: plain figures made of ellipses, not photographs. They let a set-up for
 * CelebA run on images with known factors, and say nothing about how it does on photographs.
 *
 * <p>Factors: hair 5 (none, short, fringe, long, curly), hair colour 5 (black, brown, auburn,
 * blond, grey), pose 9 (turned left to right), skin 8 (dark to light), smile 5 (drooping to
 * laughing), glasses 2 (without, with), lighting 9 (from the left to from the right), variant 1000
 * (proportions, eyes, clothes, background). The label is the hair. 162 million images, drawn when
 * they are read: train on {@link #draws}.
 */
public final class DrawnFaces extends FactorGrid {

  private static final int SIDE = 32;
  private static final int POSES = 9;
  private static final int SKINS = 8;
  private static final int SMILES = 5;
  private static final int LIGHTINGS = 9;

  private static final List<HairPainter> HAIRS =
      List.of(
          HairPainter.BALD,
          HairPainter.SHORT,
          HairPainter.FRINGE,
          HairPainter.LONG,
          HairPainter.CURLY);

  private static final float[] DARKEST_SKIN = {0.36f, 0.23f, 0.16f};
  private static final float[] LIGHTEST_SKIN = {1f, 0.86f, 0.76f};

  private static final float[][] HAIR_COLOURS = {
    {0.07f, 0.06f, 0.07f},
    {0.3f, 0.18f, 0.1f},
    {0.52f, 0.24f, 0.12f},
    {0.87f, 0.72f, 0.42f},
    {0.7f, 0.7f, 0.72f}
  };

  /** All faces. */
  public DrawnFaces() {
    super(
        new ImageShape(3, SIDE, SIDE),
        List.of(
            new Factor("hair", HAIRS.size()),
            new Factor("hair-colour", HAIR_COLOURS.length),
            new Factor("pose", POSES),
            new Factor("skin", SKINS),
            new Factor("smile", SMILES),
            new Factor("glasses", 2),
            new Factor("lighting", LIGHTINGS),
            new Factor("variant", 1000)));
  }

  @Override
  void paint(int[] values, float[] pixels) {
    HairPainter hair = HAIRS.get(values[0]);
    float[] hairColour = HAIR_COLOURS[values[1]];
    double turn = Variation.between(-1, 1, values[2], POSES);
    float[] skin = skin(values[3]);
    double smile = Variation.between(-0.5, 1, values[4], SMILES);
    double light = Variation.between(-1, 1, values[6], LIGHTINGS);
    FaceStyle style = FaceStyle.numbered(values[7]);
    Canvas canvas = new Canvas(3, SIDE, 3);
    FacePainter face = new FacePainter(canvas, style, turn, light, skin, hairColour).ground();
    hair.behind(canvas, Paint.flat(FacePainter.darker(hairColour, 0.7)), style, turn);
    face.shoulders().head().features(smile);
    float[] shade = FacePainter.darker(hairColour, 0.65);
    hair.inFront(canvas, Paint.gradient(hairColour, shade, Math.PI / 2), style, turn);
    if (values[5] == 1) {
      face.glasses();
    }
    canvas.copyTo(pixels);
  }

  private static float[] skin(int value) {
    float[] skin = new float[3];
    for (int channel = 0; channel < 3; channel++) {
      skin[channel] =
          (float) Variation.between(DARKEST_SKIN[channel], LIGHTEST_SKIN[channel], value, SKINS);
    }
    return skin;
  }
}
