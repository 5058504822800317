package org.infogan;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** The rooms of the library and what may pass between them. */
class ArchitectureTest {

  private static final JavaClasses LIBRARY =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.infogan");

  /** All that the library shows of ND4J. */
  private static final Set<String> SHOWN =
      Set.of(INDArray.class.getName(), DataSetIterator.class.getName(), DataType.class.getName());

  private static final String ONNX_WRITER = "org.infogan.onnx.OnnxFile";

  /** Each package is a slice, the face at the root too, which no package pattern catches. */
  private static final SliceAssignment PACKAGES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass c) {
          return SliceIdentifier.of(c.getPackageName());
        }

        @Override
        public String getDescription() {
          return "packages";
        }
      };

  @Test
  void everyRoomIsLookedAt() {
    Set<String> packages = new TreeSet<>();
    LIBRARY.forEach(c -> packages.add(c.getPackageName()));
    assertThat(packages)
        .contains(
            "org.infogan",
            "org.infogan.data",
            "org.infogan.eval",
            "org.infogan.io",
            "org.infogan.latent",
            "org.infogan.losses",
            "org.infogan.nn");
  }

  @Test
  void lossesKnowNothingOfCore() {
    noClasses()
        .that()
        .resideInAPackage("org.infogan.losses")
        .should()
        .dependOnClassesThat(
            describe(
                "are in core",
                c ->
                    c.getPackageName().startsWith("org.infogan")
                        && !c.getPackageName().equals("org.infogan.losses")))
        .check(LIBRARY);
  }

  @Test
  void networksKnowNothingOfWhatTheyAreUsedFor() {
    noClasses()
        .that()
        .resideInAPackage("org.infogan.nn")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.infogan",
            "org.infogan.latent",
            "org.infogan.data",
            "org.infogan.io",
            "org.infogan.eval",
            "org.infogan.losses")
        .check(LIBRARY);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(LIBRARY);
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
  void nativeArithmeticStaysInItsRooms() {
    noClasses()
        .that()
        .resideInAnyPackage("org.infogan.latent", "org.infogan.eval")
        .should()
        .dependOnClassesThat(
            describe(
                "are ND4J's, other than its array",
                c ->
                    c.getPackageName().startsWith("org.nd4j") && !c.isEquivalentTo(INDArray.class)))
        .check(LIBRARY);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.infogan.nn")
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
