package io.reflux.standalone.rooms;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which room may know which. */
@AnalyzeClasses(
    packages = "io.reflux",
    importOptions = {ImportOption.DoNotIncludeTests.class, RoomsTest.WithoutTestJars.class})
final class RoomsTest {

  /**
   * Leaves out what one room's tests lend to another's; as directories they are left out anyway.
   */
  static final class WithoutTestJars implements ImportOption {

    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule the_science_knows_no_messaging =
      noClasses()
          .that()
          .resideInAPackage("io.reflux.robustness..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "org.apache.avro..",
              "io.reflux.schemas..",
              "io.reflux.runtime..",
              "io.reflux.pipeline..")
          .because("models and attacks must be usable, and testable, without a broker");

  @ArchTest
  static final ArchRule contracts_know_no_science =
      noClasses()
          .that()
          .resideInAPackage("io.reflux.schemas..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.nd4j..",
              "org.deeplearning4j..",
              "io.reflux.robustness..",
              "io.reflux.runtime..",
              "io.reflux.pipeline..")
          .because("whoever reads a topic must not need a tensor library");

  @ArchTest
  static final ArchRule the_chassis_knows_no_science =
      noClasses()
          .that()
          .resideInAPackage("io.reflux.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.reflux.robustness..", "io.reflux.pipeline..", "org.nd4j..")
          .because("a service chassis serves any work");

  @ArchTest
  static final ArchRule the_pipeline_leaves_the_broker_to_the_chassis =
      noClasses()
          .that()
          .resideInAPackage("io.reflux.pipeline..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "io.javalin..")
          .because("what services share says what is done, not how it travels");

  @ArchTest
  static final ArchRule services_do_not_know_each_other =
      slices()
          .matching("io.reflux.(trainer|distiller|attacker|evaluator)..")
          .should()
          .notDependOnEachOther()
          .because("services talk over topics only");

  @ArchTest
  static final ArchRule only_standalone_sees_services =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.reflux.schemas..",
              "io.reflux.robustness..",
              "io.reflux.runtime..",
              "io.reflux.pipeline..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.reflux.trainer..",
              "io.reflux.distiller..",
              "io.reflux.attacker..",
              "io.reflux.evaluator..",
              "io.reflux.standalone..")
          .because("dependencies point towards the foundations");

  @ArchTest
  static final ArchRule native_arrays_stay_in_the_network =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.reflux.robustness.network..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..")
                  .and(resideOutsideOfPackage("org.nd4j.shade..")))
          .because("off-heap memory must not cross into code that does not free it");

  @ArchTest
  static final ArchRule one_package_knows_the_classes_of_onnx =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.reflux.robustness.interchange.onnx")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("onnx..", "org.nd4j.shade..")
          .because("the protobuf inside ND4J has no native memory, but its parser needs limits");

  @ArchTest
  static final ArchRule one_class_imports_the_registry_client =
      classes()
          .that(
              new DescribedPredicate<JavaClass>("use the registry's client") {
                @Override
                public boolean test(JavaClass candidate) {
                  return candidate.getDirectDependenciesFromSelf().stream()
                      .anyMatch(
                          dependency ->
                              dependency
                                  .getTargetClass()
                                  .getPackageName()
                                  .startsWith("org.apache.flink"));
                }
              })
          .should()
          .resideInAPackage("io.reflux.schemas.registry")
          .because("where Confluent's own artifacts can be had, one file changes");

  @ArchTest
  static final ArchRule rooms_have_no_cycles =
      slices().matching("io.reflux.(*)..").should().beFreeOfCycles();
}
