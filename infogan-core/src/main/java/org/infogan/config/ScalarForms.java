package org.infogan.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.Arrays;
import java.util.List;
import org.infogan.latent.CategoricalPrior;
import org.infogan.latent.ContinuousPosterior;
import org.infogan.nn.Padding;
import org.infogan.nn.Shape;

/**
 * The types that JSON shows as one number, name or list: a shape as its extents, a padding as a
 * number of pixels or "same", a posterior's σ as a number or the name of the loss that learns it, a
 * prior as its name or its probabilities.
 */
final class ScalarForms extends SimpleModule {

  private static final long serialVersionUID = 1;

  private static final String SAME = "same";

  ScalarForms() {
    addSerializer(new StdDelegatingSerializer(Shape.class, new ShapeToList()));
    addDeserializer(Shape.class, new StdDelegatingDeserializer<>(new ListToShape()));
    addSerializer(new StdDelegatingSerializer(Padding.class, new PaddingToValue()));
    addDeserializer(Padding.class, new StdDelegatingDeserializer<>(new ValueToPadding()));
    addSerializer(new StdDelegatingSerializer(ContinuousPosterior.class, new PosteriorToValue()));
    addDeserializer(
        ContinuousPosterior.class, new StdDelegatingDeserializer<>(new ValueToPosterior()));
    addSerializer(new StdDelegatingSerializer(CategoricalPrior.class, new PriorToValue()));
    addDeserializer(CategoricalPrior.class, new StdDelegatingDeserializer<>(new ValueToPrior()));
  }

  private static final class ShapeToList extends StdConverter<Shape, List<Integer>> {
    @Override
    public List<Integer> convert(Shape shape) {
      return shape.extents();
    }
  }

  private static final class ListToShape extends StdConverter<List<Integer>, Shape> {
    @Override
    public Shape convert(List<Integer> extents) {
      return new Shape(extents);
    }
  }

  private static final class PaddingToValue extends StdConverter<Padding, Object> {
    @Override
    public Object convert(Padding padding) {
      return padding.equals(Padding.SAME) ? SAME : Integer.valueOf(padding.toString());
    }
  }

  private static final class ValueToPadding extends StdConverter<JsonNode, Padding> {
    @Override
    public Padding convert(JsonNode value) {
      if (value.isInt()) {
        return Padding.of(value.intValue());
      }
      if (value.isTextual() && value.textValue().equals(SAME)) {
        return Padding.SAME;
      }
      throw new IllegalArgumentException(
          "padding: expected a number of pixels or \"same\", found " + JsonFault.found(value));
    }
  }

  private static final class PosteriorToValue extends StdConverter<ContinuousPosterior, Object> {
    @Override
    public Object convert(ContinuousPosterior posterior) {
      return posterior.isFixed() ? (Object) posterior.sigma() : posterior.toString();
    }
  }

  private static final class ValueToPosterior extends StdConverter<JsonNode, ContinuousPosterior> {
    @Override
    public ContinuousPosterior convert(JsonNode value) {
      if (value.isNumber()) {
        return ContinuousPosterior.fixed(value.doubleValue());
      }
      for (ContinuousPosterior learned :
          List.of(ContinuousPosterior.LEARNED, ContinuousPosterior.GAUSSIAN_KL)) {
        if (value.isTextual() && value.textValue().equals(learned.toString())) {
          return learned;
        }
      }
      throw new IllegalArgumentException(
          "sigma: expected a number above 0, \"LEARNED\" or \"GAUSSIAN_KL\", found "
              + JsonFault.found(value));
    }
  }

  private static final class PriorToValue extends StdConverter<CategoricalPrior, Object> {
    @Override
    public Object convert(CategoricalPrior prior) {
      return prior.isGiven() ? (Object) prior.probabilities() : prior.toString();
    }
  }

  private static final class ValueToPrior extends StdConverter<JsonNode, CategoricalPrior> {
    @Override
    public CategoricalPrior convert(JsonNode value) {
      for (CategoricalPrior named : List.of(CategoricalPrior.UNIFORM, CategoricalPrior.LEARNED)) {
        if (value.isTextual() && value.textValue().equals(named.toString())) {
          return named;
        }
      }
      boolean numbers = value.isArray();
      for (JsonNode element : value) {
        numbers &= element.isNumber();
      }
      if (!numbers) {
        throw new IllegalArgumentException(
            "prior: expected \"UNIFORM\", \"LEARNED\" or a list of probabilities, found "
                + JsonFault.found(value));
      }
      double[] probabilities = new double[value.size()];
      Arrays.setAll(probabilities, k -> value.get(k).doubleValue());
      return CategoricalPrior.of(probabilities);
    }
  }
}
