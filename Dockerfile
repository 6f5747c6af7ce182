# Everything of xmlfleet in one image: `docker run xmlfleet consume …`, `docker run xmlfleet produce …`; or, with
# `docker build --target consumer`, without embedded broker and database, dashboard and archives.
# docs/containers.md says how it is meant to run.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /source
COPY . .
# What people install (docs/install.md) with a Java of its own, less what .dockerignore leaves out, and less the list of
# libraries, which is made online only.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -Pdist package -Ddist.jdk="$JAVA_HOME" -Dmaven.test.skip=true -Dspotless.check.skip -Dcyclonedx.skip
# A tree for each layer, with its folders from the top: what COPY has to make itself would have today's date, and two builds
# would give two images. Our own jars apart from those of others: they change with each build, the others hardly ever.
# /data is for any user, since some platforms choose the number; what is put there is its writer's only (docker-entrypoint).
RUN mkdir image \
    && tar -xzf app/target/dist/xmlfleet-*-Linux-*.tar.gz -C image --strip-components=1 \
    && cd image \
    && mkdir -p java/opt/xmlfleet libraries/opt/xmlfleet parts/opt/xmlfleet/lib own/opt/xmlfleet/lib \
        ownparts/opt/xmlfleet/lib/local ownparts/opt/xmlfleet/lib/http \
    && mkdir -m 1777 java/data \
    && mv runtime java/opt/xmlfleet/ \
    && mv lib/xmlfleet-*.jar own/opt/xmlfleet/lib/ \
    && mv lib/local/xmlfleet-*.jar ownparts/opt/xmlfleet/lib/local/ \
    && mv lib/http/xmlfleet-*.jar ownparts/opt/xmlfleet/lib/http/ \
    && mv lib/local lib/http lib/archive parts/opt/xmlfleet/lib/ \
    && mv lib libraries/opt/xmlfleet/ \
    && mv xmlfleet.jar LICENSE own/opt/xmlfleet/
RUN cp docker-entrypoint docker-healthcheck image/own/opt/xmlfleet/ \
    && chmod -R u=rwX,go=rX image/own/opt image/java/opt \
    && find image -exec touch --no-dereference --date=@0 {} +

FROM debian:12-slim AS base
# From what changes least to what changes most: a new build of ours transfers the last layers only.
COPY --from=build /source/image/java/ /
COPY --from=build /source/image/libraries/ /
# C.UTF-8: Java reads file names as the locale says.
ENV LC_ALL=C.UTF-8 \
    XMLFLEET_DATA=/data \
    XMLFLEET_HEALTH_FILE=/tmp/xmlfleet-health
# With a read-only root file system, /data and /tmp have to be writable, nothing else.
VOLUME /data
# A number, since Kubernetes cannot tell from a name that it is not root's. Any other one does as well.
USER 10001:10001
WORKDIR /data
# Commands that end by themselves keep no health file, and count as healthy: see docker-healthcheck.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["/opt/xmlfleet/docker-healthcheck", "image"]
ENTRYPOINT ["/opt/xmlfleet/docker-entrypoint"]
CMD ["--help"]
LABEL org.opencontainers.image.title="xmlfleet" \
      org.opencontainers.image.description="XML documents into rows of a relational database, by a fleet of workers" \
      org.opencontainers.image.licenses="Apache-2.0"

FROM base AS consumer
COPY --from=build /source/image/own/ /
ARG VERSION=unknown REVISION=unknown
LABEL org.opencontainers.image.version="$VERSION" org.opencontainers.image.revision="$REVISION"

FROM base
COPY --from=build /source/image/parts/ /
COPY --from=build /source/image/own/ /
COPY --from=build /source/image/ownparts/ /
ARG VERSION=unknown REVISION=unknown
LABEL org.opencontainers.image.version="$VERSION" org.opencontainers.image.revision="$REVISION"
