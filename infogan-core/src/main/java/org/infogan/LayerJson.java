package org.infogan;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.List;
import java.util.Map;
import org.infogan.nn.BatchNorm;
import org.infogan.nn.Conv2d;
import org.infogan.nn.ConvTranspose2d;
import org.infogan.nn.Dense;
import org.infogan.nn.DepthToSpace;
import org.infogan.nn.Dropout;
import org.infogan.nn.GaussianNoise;
import org.infogan.nn.Layer;
import org.infogan.nn.LeakyRelu;
import org.infogan.nn.Padding;
import org.infogan.nn.PartialTanh;
import org.infogan.nn.Relu;
import org.infogan.nn.Reshape;
import org.infogan.nn.Shape;
import org.infogan.nn.Sigmoid;
import org.infogan.nn.SpaceToDepth;
import org.infogan.nn.SpectralNorm;
import org.infogan.nn.Tanh;
import org.infogan.nn.Upsample;

/**
 * The JSON form of layers: their records as they are, identified by "kind"; a shape is the list of
 * its extents, a padding a number of pixels or "same".
 */
final class LayerJson extends SimpleModule {

  private static final long serialVersionUID = 1;

  private static final Map<String, Class<? extends Layer>> KINDS =
      Map.ofEntries(
          Map.entry("dense", Dense.class),
          Map.entry("conv2d", Conv2d.class),
          Map.entry("conv_transpose2d", ConvTranspose2d.class),
          Map.entry("spectral_norm", SpectralNorm.class),
          Map.entry("batch_norm", BatchNorm.class),
          Map.entry("relu", Relu.class),
          Map.entry("leaky_relu", LeakyRelu.class),
          Map.entry("tanh", Tanh.class),
          Map.entry("tanh_rows", PartialTanh.class),
          Map.entry("sigmoid", Sigmoid.class),
          Map.entry("dropout", Dropout.class),
          Map.entry("gaussian_noise", GaussianNoise.class),
          Map.entry("upsample", Upsample.class),
          Map.entry("depth_to_space", DepthToSpace.class),
          Map.entry("space_to_depth", SpaceToDepth.class),
          Map.entry("reshape", Reshape.class));

  /** Stands for {@link Layer}, which knows nothing of JSON. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  private interface OfAnyKind {}

  LayerJson() {
    super("layers");
    setMixInAnnotation(Layer.class, OfAnyKind.class);
    KINDS.forEach((kind, layer) -> registerSubtypes(new NamedType(layer, kind)));
    addSerializer(new StdDelegatingSerializer(Shape.class, new ExtentsOfShape()));
    addDeserializer(Shape.class, new StdDelegatingDeserializer<>(new ShapeOfExtents()));
    addSerializer(new StdDelegatingSerializer(Padding.class, new ValueOfPadding()));
    addDeserializer(Padding.class, new StdDelegatingDeserializer<>(new PaddingOfValue()));
  }

  private static final class ExtentsOfShape extends StdConverter<Shape, List<Integer>> {
    @Override
    public List<Integer> convert(Shape shape) {
      return shape.extents();
    }
  }

  private static final class ShapeOfExtents extends StdConverter<List<Integer>, Shape> {
    @Override
    public Shape convert(List<Integer> extents) {
      return new Shape(extents);
    }
  }

  private static final class ValueOfPadding extends StdConverter<Padding, Object> {
    @Override
    public Object convert(Padding padding) {
      return padding.equals(Padding.SAME) ? "same" : padding.pixels().getAsInt();
    }
  }

  private static final class PaddingOfValue extends StdConverter<Object, Padding> {
    @Override
    public Padding convert(Object value) {
      if (value instanceof Integer pixels) {
        return Padding.of(pixels);
      }
      if ("same".equals(value)) {
        return Padding.SAME;
      }
      throw new IllegalArgumentException(
          "padding: expected a number of pixels or \"same\", found " + value);
    }
  }
}
