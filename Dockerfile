# One image for all services and the command line. The command is a main class:
#
#   io.reflux.trainer.TrainerService        io.reflux.attacker.AttackerService
#   io.reflux.distiller.DistillerService    io.reflux.evaluator.EvaluatorService
#   io.reflux.standalone.cli.Reflux         with its arguments; the default prints its help
#
# The jars come from `mvn package` or any ./reflux command; no build runs in here.
FROM eclipse-temurin:17-jre

# A fixed id, so that volumes have the same owner in every container. Volumes mounted on these
# directories begin with their owner.
RUN groupadd --gid 10001 reflux \
    && useradd --uid 10001 --gid 10001 --create-home --shell /usr/sbin/nologin reflux \
    && install -d -o reflux -g reflux \
       /var/lib/reflux /var/lib/reflux/artifacts /var/lib/reflux/cache /var/lib/reflux/state

COPY standalone/target/lib/ /opt/reflux/lib/

# One native thread per Java thread: results must not depend on the number of cores.
ENV OMP_NUM_THREADS=1 \
    REFLUX_ARTIFACT_STORE=file:/var/lib/reflux/artifacts \
    REFLUX_CACHE_DIR=/var/lib/reflux/cache \
    REFLUX_STATE_DIR=/var/lib/reflux/state

USER 10001:10001
WORKDIR /home/reflux

# Half of the container's memory is heap; weights and activations live outside of it. Native libraries
# (437 MB) are unpacked once per cache volume and not once per container. Further flags go into
# JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", "-Dorg.bytedeco.javacpp.cachedir=/var/lib/reflux/cache/javacpp", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", "-cp", "/opt/reflux/lib/reflux-class-path.jar"]
CMD ["io.reflux.standalone.cli.Reflux", "--help"]
