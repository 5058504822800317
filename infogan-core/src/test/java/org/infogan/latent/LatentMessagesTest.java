package org.infogan.latent;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake in a latent layout or in its use, and what the user reads. */
class LatentMessagesTest {

  private static final LatentSpec SPEC =
      LatentSpec.of(
          Noise.uniform(1), LatentCode.categorical("c1", 3), LatentCode.uniform("c2", -1, 1));

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            () -> LatentCode.categorical(null, 3),
            "latent code: expected a name of letters, digits, '_' and '-', found none"),
        mistake(
            () -> LatentCode.uniform("a b", 0, 1),
            "latent code: expected a name of letters, digits, '_' and '-', found \"a b\""),
        mistake(
            () -> LatentCode.bernoulli("../c", 0.5),
            "latent code: expected a name of letters, digits, '_' and '-', found \"../c\""),
        mistake(
            () -> LatentCode.gaussian("", 0, 1),
            "latent code: expected a name of letters, digits, '_' and '-', found \"\""),
        mistake(
            () -> LatentCode.categorical("c", 2).withLambda(-0.5),
            "latent code c: expected a finite lambda of at least 0, found -0.5"),
        mistake(
            () -> LatentCode.uniform("c", 0, 1).withLambda(Double.NaN),
            "latent code c: expected a finite lambda of at least 0, found NaN"),
        mistake(
            () -> LatentCode.gaussian("c", 0, 1).withLambda(Double.POSITIVE_INFINITY),
            "latent code c: expected a finite lambda of at least 0, found Infinity"),
        mistake(
            () -> LatentCode.categorical("c", 1),
            "latent code c: expected at least 2 categories, found 1"),
        mistake(
            () -> LatentCode.uniform("c", 1, 1),
            "latent code c: expected low < high, found 1.0 and 1.0"),
        mistake(
            () -> LatentCode.uniform("c", Double.NaN, 1),
            "latent code c: expected low < high, found NaN and 1.0"),
        mistake(
            () -> LatentCode.uniform("c", 0, Double.POSITIVE_INFINITY),
            "latent code c: expected low < high, found 0.0 and Infinity"),
        mistake(
            () -> new UniformCode("c", 0, 1, 1, null),
            "latent code c: expected sigma a number, LEARNED or GAUSSIAN_KL, found none"),
        mistake(
            () -> LatentCode.gaussian("c", Double.NaN, 1),
            "latent code c: expected a finite mean, found NaN"),
        mistake(
            () -> LatentCode.gaussian("c", 0, 0),
            "latent code c: expected a finite standard deviation above 0, found 0.0"),
        mistake(
            () -> LatentCode.gaussian("c", 0, Double.POSITIVE_INFINITY),
            "latent code c: expected a finite standard deviation above 0, found Infinity"),
        mistake(
            () -> new GaussianCode("c", 0, 1, 1, null),
            "latent code c: expected sigma a number, LEARNED or GAUSSIAN_KL, found none"),
        mistake(
            () -> LatentCode.bernoulli("c", 0),
            "latent code c: expected a probability strictly between 0 and 1, found 0.0"),
        mistake(
            () -> LatentCode.bernoulli("c", 1),
            "latent code c: expected a probability strictly between 0 and 1, found 1.0"),
        mistake(
            () -> LatentCode.bernoulli("c", Double.NaN),
            "latent code c: expected a probability strictly between 0 and 1, found NaN"),
        mistake(() -> Noise.uniform(-1), "noise: expected a width of at least 0, found -1"),
        mistake(
            () -> new Noise(1, null),
            "noise: expected distribution UNIFORM or GAUSSIAN, found none"),
        mistake(
            () -> LatentSpec.of(Noise.uniform(1)),
            "latent codes: expected at least one, found none"),
        mistake(
            () -> new LatentSpec(Noise.uniform(1), null),
            "latent codes: expected at least one, found none"),
        mistake(
            () -> new LatentSpec(null, List.of(LatentCode.categorical("c", 2))),
            "noise: expected a width and a distribution, found none"),
        mistake(
            () ->
                LatentSpec.of(
                    Noise.uniform(1),
                    LatentCode.categorical("c", 2),
                    LatentCode.uniform("d", 0, 1),
                    LatentCode.bernoulli("c", 0.5)),
            "latent codes: expected different names, found \"c\" twice"),
        mistake(() -> SPEC.code("c3"), "latent code: expected one of c1, c2, found \"c3\""),
        mistake(() -> SPEC.index("C1"), "latent code: expected one of c1, c2, found \"C1\""),
        mistake(
            () -> new LatentVectors(SPEC, 0), "latents: expected a count of at least 1, found 0"),
        mistake(
            () -> new LatentVectors(SPEC, 1).set("digit", 0),
            "latent code: expected one of c1, c2, found \"digit\""),
        mistake(
            () -> new LatentVectors(SPEC, 1).set("c2", Double.NaN),
            "latent code c2: expected a finite value, found NaN"),
        mistake(
            () -> new LatentVectors(SPEC, 1).set("c1", 3),
            "latent code c1: expected a category from 0 to 2, found 3.0"),
        mistake(
            () -> new LatentVectors(SPEC, 1).set(0, "c1", -1),
            "latent code c1: expected a category from 0 to 2, found -1.0"),
        mistake(
            () -> new LatentVectors(SPEC, 1).set(0, "c1", 0.5),
            "latent code c1: expected a category from 0 to 2, found 0.5"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("mistakes")
  void saysWhatWasExpectedAndFound(ThrowingCallable mistake, String message) {
    assertThatThrownBy(mistake).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private static Arguments mistake(ThrowingCallable mistake, String message) {
    return Arguments.of(mistake, message);
  }
}
