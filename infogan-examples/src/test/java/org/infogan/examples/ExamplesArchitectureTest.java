package org.infogan.examples;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.infogan.internal.Internal;
import org.junit.jupiter.api.Test;

/** Command line and examples are users of the library, and the command line is built in layers. */
class ExamplesArchitectureTest {

  /** The library too, so that its marks are seen. */
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.infogan");

  private static final String EXAMPLES = "org.infogan.examples";

  /** From the ground up: a package uses only those before it. */
  private static final List<String> BOTTOM_UP =
      List.of(
          "org.infogan.examples.render.solid",
          "org.infogan.examples.render",
          EXAMPLES,
          "org.infogan.cli.support",
          "org.infogan.cli.display",
          "org.infogan.cli.data",
          "org.infogan.cli.run",
          "org.infogan.cli.explore",
          "org.infogan.cli.study",
          "org.infogan.cli.bench",
          "org.infogan.cli");

  /** A package above this size is no longer found one's way in. */
  private static final int MOST_CLASSES = 25;

  @Test
  void thePackagesAreThoseOfTheList() {
    assertThat(
            ALL.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> (name + ".").matches("org\\.infogan\\.(cli|examples)\\..*"))
                .distinct())
        .containsExactlyInAnyOrderElementsOf(BOTTOM_UP);
  }

  @Test
  void aPackageUsesOnlyThoseBelowIt() {
    Set<String> upward = new TreeSet<>();
    for (JavaClass c : ALL) {
      int own = BOTTOM_UP.indexOf(c.getPackageName());
      for (Dependency use : c.getDirectDependenciesFromSelf()) {
        if (BOTTOM_UP.indexOf(use.getTargetClass().getPackageName()) > own) {
          upward.add(c.getName() + " uses " + use.getTargetClass().getName());
        }
      }
    }
    assertThat(upward).isEmpty();
  }

  @Test
  void packagesAreSmallEnoughToBeReadInOneSitting() {
    Map<String, Long> sizes =
        ALL.stream()
            .filter(c -> BOTTOM_UP.contains(c.getPackageName()))
            .filter(JavaClass::isTopLevelClass)
            .filter(c -> !c.getSimpleName().equals("package-info"))
            .collect(groupingBy(JavaClass::getPackageName, counting()));
    assertThat(sizes)
        .allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MOST_CLASSES));
  }

  @Test
  void nothingInternalToTheLibraryIsUsed() {
    Set<String> uses = new TreeSet<>();
    for (JavaClass c : ALL) {
      if (BOTTOM_UP.contains(c.getPackageName())) {
        for (Dependency use : c.getDirectDependenciesFromSelf()) {
          if (isInternal(use.getTargetClass().getBaseComponentType())) {
            uses.add(c.getName() + " uses " + use.getTargetClass().getName());
          }
        }
      }
    }
    assertThat(uses).isEmpty();
  }

  /** Otherwise the rule above would hold for want of marks. */
  @Test
  void theMarksOfTheLibraryAreSeen() {
    assertThat(isInternal(ALL.get("org.infogan.backend.Gemm"))).isTrue();
    assertThat(isInternal(ALL.get("org.infogan.io.TensorArchive"))).isTrue();
    assertThat(isInternal(ALL.get("org.infogan.InfoGan"))).isFalse();
  }

  private static boolean isInternal(JavaClass c) {
    return c.isAnnotatedWith(Internal.class)
        || c.getPackage().isAnnotatedWith(Internal.class)
        || c.getEnclosingClass().map(ExamplesArchitectureTest::isInternal).orElse(false);
  }
}
