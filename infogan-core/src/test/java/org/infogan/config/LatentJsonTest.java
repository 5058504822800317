package org.infogan.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.infogan.latent.CategoricalPrior;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.Noise;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON forms of noise and codes, which stand in users' files, with nothing derived in them. */
class LatentJsonTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Stream<Arguments> codes() {
    return Stream.of(
        Arguments.of(
            LatentCode.categorical("c1", 10).withLambda(0.5),
            "{'kind':'categorical','name':'c1','categories':10,'lambda':0.5,"
                + "'prior':'UNIFORM'}"),
        Arguments.of(
            LatentCode.categorical("c8", 3).withPrior(CategoricalPrior.LEARNED),
            "{'kind':'categorical','name':'c8','categories':3,'lambda':1.0,'prior':'LEARNED'}"),
        Arguments.of(
            LatentCode.categorical("c9", 3).withPrior(CategoricalPrior.of(0.2, 0.5, 0.3)),
            "{'kind':'categorical','name':'c9','categories':3,'lambda':1.0,"
                + "'prior':[0.2,0.5,0.3]}"),
        Arguments.of(
            LatentCode.uniform("c2", -1, 1),
            "{'kind':'uniform','name':'c2','low':-1.0,'high':1.0,'lambda':1.0,'sigma':1.0}"),
        Arguments.of(
            LatentCode.uniform("c7", -1, 1).withFixedSigma(0.25),
            "{'kind':'uniform','name':'c7','low':-1.0,'high':1.0,'lambda':1.0,'sigma':0.25}"),
        Arguments.of(
            LatentCode.gaussian("c3", 0.5, 2).withLearnedSigma(),
            "{'kind':'gaussian','name':'c3','mean':0.5,'standardDeviation':2.0,'lambda':1.0,"
                + "'sigma':'LEARNED'}"),
        Arguments.of(
            LatentCode.uniform("c5", -1, 1).withGaussianKl(),
            "{'kind':'uniform','name':'c5','low':-1.0,'high':1.0,'lambda':1.0,"
                + "'sigma':'GAUSSIAN_KL'}"),
        Arguments.of(
            LatentCode.gaussian("c6", 0, 1).withGaussianKl(),
            "{'kind':'gaussian','name':'c6','mean':0.0,'standardDeviation':1.0,'lambda':1.0,"
                + "'sigma':'GAUSSIAN_KL'}"),
        Arguments.of(
            LatentCode.bernoulli("c4", 0.25).withLambda(3),
            "{'kind':'bernoulli','name':'c4','probability':0.25,'lambda':3.0}"));
  }

  @ParameterizedTest
  @MethodSource("codes")
  void hasItsForm(LatentCode code, String json) throws JsonProcessingException {
    InfoGanConfig config =
        InfoGanConfig.builder()
            .image(1, 8, 8)
            .latent(LatentSpec.of(Noise.gaussian(3), code))
            .ownNetworks()
            .build();
    ObjectNode document = (ObjectNode) MAPPER.readTree(config.toJson());
    String latent =
        ("{'noise':{'width':3,'distribution':'GAUSSIAN'},'codes':[" + json + "]}")
            .replace('\'', '"');
    assertThat(document.get("latent")).isEqualTo(MAPPER.readTree(latent));
    document.set("latent", MAPPER.readTree(latent.replace("1.0,", "1,")));
    assertThat(InfoGanConfig.fromJson(document.toString())).isEqualTo(config);
  }
}
