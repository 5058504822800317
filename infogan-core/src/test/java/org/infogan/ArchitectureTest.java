package org.infogan;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.infogan.internal.Internal;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** The packages of the library, what each may use, and what a user sees of them. */
class ArchitectureTest {

  private static final JavaClasses LIBRARY =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.infogan");

  /**
   * From the ground up: a package uses only those before it. {@code docs/architecture.md} says what
   * each is for.
   */
  private static final List<String> BOTTOM_UP =
      List.of(
          "org.infogan.losses",
          "org.infogan.internal",
          "org.infogan.backend",
          "org.infogan.io",
          "org.infogan.graph",
          "org.infogan.nn",
          "org.infogan.nn.optim",
          "org.infogan.nn.conv",
          "org.infogan.nn.winograd",
          "org.infogan.nn.layers",
          "org.infogan.latent",
          "org.infogan.data",
          "org.infogan.data.augment",
          "org.infogan.data.files",
          "org.infogan.config",
          "org.infogan.collective",
          "org.infogan.model",
          "org.infogan.onnx",
          "org.infogan.train.batches",
          "org.infogan.train",
          "org.infogan.selfsupervised",
          "org.infogan",
          "org.infogan.listeners",
          "org.infogan.tensorboard",
          "org.infogan.eval.clustering",
          "org.infogan.eval.quality",
          "org.infogan.eval.disentanglement",
          "org.infogan.eval");

  /** A package above this size is no longer found one's way in. */
  private static final int MOST_CLASSES = 25;

  private static final int MOST_CLASSES_OF_CONVOLUTION = 8;

  /** The types that users may rely on, one name a line. */
  private static final Path PUBLIC_TYPES = Path.of("src/test/resources/public-types.txt");

  /** All that the library shows of ND4J. */
  private static final Set<String> SHOWN =
      Set.of(INDArray.class.getName(), DataSetIterator.class.getName(), DataType.class.getName());

  private static final String ONNX_WRITER = "org.infogan.onnx.OnnxFile";

  @Test
  void thePackagesAreThoseOfTheList() {
    assertThat(LIBRARY.stream().map(JavaClass::getPackageName).distinct())
        .containsExactlyInAnyOrderElementsOf(BOTTOM_UP);
  }

  @Test
  void aPackageUsesOnlyThoseBelowIt() {
    Set<String> upward = new TreeSet<>();
    for (JavaClass c : LIBRARY) {
      for (Dependency use : c.getDirectDependenciesFromSelf()) {
        int target = BOTTOM_UP.indexOf(use.getTargetClass().getPackageName());
        if (target > BOTTOM_UP.indexOf(c.getPackageName())) {
          upward.add(c.getName() + " uses " + use.getTargetClass().getName());
        }
      }
    }
    assertThat(upward).isEmpty();
  }

  @Test
  void packagesAreSmallEnoughToBeReadInOneSitting() {
    Map<String, Long> sizes =
        LIBRARY.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(c -> !c.getSimpleName().equals("package-info"))
            .collect(groupingBy(JavaClass::getPackageName, counting()));
    assertThat(sizes)
        .allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MOST_CLASSES));
    assertThat(sizes.get("org.infogan.nn.conv")).isLessThanOrEqualTo(MOST_CLASSES_OF_CONVOLUTION);
  }

  /** A type joins or leaves the public API only together with the committed list. */
  @Test
  void usersSeeTheTypesOfTheCommittedList() throws IOException {
    assertThat(
            LIBRARY.stream().filter(ArchitectureTest::isForUsers).map(JavaClass::getName).sorted())
        .containsExactlyElementsOf(Files.readAllLines(PUBLIC_TYPES));
  }

  @Test
  void whatUsersSeeShowsNothingInternal() {
    Set<String> internal = new TreeSet<>();
    for (JavaClass c : LIBRARY) {
      if (isForUsers(c)) {
        Stream.concat(
                c.getCodeUnits().stream()
                    .filter(unit -> isOpen(unit.getModifiers()))
                    .flatMap(
                        unit ->
                            unit.getAllInvolvedRawTypes().stream()
                                .filter(ArchitectureTest::isHidden)
                                .map(type -> unit.getFullName() + " shows " + type.getName())),
                c.getFields().stream()
                    .filter(field -> isOpen(field.getModifiers()))
                    .filter(field -> isHidden(field.getRawType()))
                    .map(field -> field.getFullName() + " shows " + field.getRawType().getName()))
            .forEach(internal::add);
      }
    }
    assertThat(internal).isEmpty();
  }

  @Test
  void nothingPrintsOrEndsTheProcess() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(LIBRARY);
    noClasses().should().callMethod(System.class, "exit", int.class).check(LIBRARY);
    noClasses().should().callMethod(Runtime.class, "exit", int.class).check(LIBRARY);
    noClasses().should().callMethod(Runtime.class, "halt", int.class).check(LIBRARY);
  }

  @Test
  void nothingDependsOnWhatUsersChooseOrExamplesBring() {
    noClasses()
        .that(describe("do not write ONNX files", c -> !c.getName().equals(ONNX_WRITER)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.nd4j.shade..",
            "org.nd4j.linalg.cpu..",
            "org.nd4j.linalg.jcublas..",
            "org.nd4j.autodiff..",
            "org.deeplearning4j..",
            "org.slf4j.simple..",
            "picocli..",
            "org.knowm.xchart..",
            "me.tongfei.progressbar..")
        .check(LIBRARY);
  }

  /** ND4J brings ONNX's protocol buffers along, and another version of it may bring others. */
  @Test
  void onlyOneClassKnowsProtocolBuffers() {
    noClasses()
        .that(describe("do not write ONNX files", c -> !c.getName().equals(ONNX_WRITER)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("onnx..")
        .check(LIBRARY);
  }

  @Test
  void nativeArithmeticStaysInItsPackages() {
    noClasses()
        .that()
        .resideInAnyPackage("org.infogan.latent", "org.infogan.eval..")
        .should()
        .dependOnClassesThat(
            describe(
                "are ND4J's, other than its array",
                c ->
                    c.getPackageName().startsWith("org.nd4j") && !c.isEquivalentTo(INDArray.class)))
        .check(LIBRARY);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.infogan.backend")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco..", "com.sun.jna..")
        .check(LIBRARY);
  }

  /** Another backend library could take ND4J's place without a change of the face but these. */
  @Test
  void publicSignaturesShowOnlyArraysTypesAndIterators() {
    Set<String> others = new TreeSet<>();
    for (JavaClass c : LIBRARY) {
      if (isOpen(c)) {
        c.getCodeUnits().stream()
            .filter(unit -> isOpen(unit.getModifiers()))
            .forEach(unit -> collect(unit, others));
        c.getFields().stream()
            .filter(field -> isOpen(field.getModifiers()))
            .forEach(field -> collect(field, others));
      }
    }
    assertThat(others).isEmpty();
  }

  /** Open to Java, and neither its package nor it or what encloses it is marked internal. */
  private static boolean isForUsers(JavaClass c) {
    return isOpen(c) && !isInternal(c) && !c.getSimpleName().equals("package-info");
  }

  private static boolean isHidden(JavaClass c) {
    JavaClass base = c.getBaseComponentType();
    return base.getPackageName().startsWith("org.infogan") && !isForUsers(base);
  }

  private static boolean isInternal(JavaClass c) {
    return c.isAnnotatedWith(Internal.class)
        || c.getPackage().isAnnotatedWith(Internal.class)
        || c.getEnclosingClass().map(ArchitectureTest::isInternal).orElse(false);
  }

  private static boolean isOpen(JavaClass c) {
    return isOpen(c.getModifiers())
        && c.getEnclosingClass().map(ArchitectureTest::isOpen).orElse(true);
  }

  private static boolean isOpen(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static void collect(JavaCodeUnit unit, Set<String> others) {
    Stream.concat(
            unit.getAllInvolvedRawTypes().stream(),
            unit.getExceptionTypes().stream().map(JavaType::toErasure))
        .forEach(type -> collect(type, unit.getFullName(), others));
  }

  private static void collect(JavaField field, Set<String> others) {
    field.getAllInvolvedRawTypes().forEach(type -> collect(type, field.getFullName(), others));
  }

  private static void collect(JavaClass type, String where, Set<String> others) {
    JavaClass base = type.getBaseComponentType();
    boolean foreign =
        base.getPackageName().startsWith("org.nd4j")
            || base.getPackageName().startsWith("org.bytedeco");
    if (foreign && !SHOWN.contains(base.getName())) {
      others.add(where + " shows " + base.getName());
    }
  }
}
