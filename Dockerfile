# Everything of xmlfleet in one image: `docker run xmlfleet consume …`, `docker run xmlfleet produce …`; or, with
# `docker build --target consumer`, without embedded broker and database, dashboard and archives.
# docs/containers.md says how it is meant to run.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /source
COPY . .
# What people install (docs/install.md), less what .dockerignore leaves out, and less the list of libraries, which is made online only.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -Pdist package -Dmaven.test.skip=true -Dspotless.check.skip -Dcyclonedx.skip
# Our own jars apart from those of others: they change with each build, the others hardly ever. And apart from both
# what a consumer does without.
RUN mkdir image \
    && tar -xzf app/target/dist/xmlfleet-*.tar.gz -C image --strip-components=1 \
    && cd image \
    && mkdir -p own parts ownparts/local ownparts/http \
    && mv lib/xmlfleet-*.jar own/ \
    && mv lib/local lib/http lib/archive parts/ \
    && mv parts/local/xmlfleet-*.jar ownparts/local/ \
    && mv parts/http/xmlfleet-*.jar ownparts/http/

FROM eclipse-temurin:17-jre AS base
LABEL org.opencontainers.image.title="xmlfleet" \
      org.opencontainers.image.description="XML documents into rows of a relational database, by a fleet of workers" \
      org.opencontainers.image.licenses="Apache-2.0"
# Numbers, since Kubernetes cannot tell from a name that it is not root's. /data is for any other user as well, since some
# platforms choose the number; what is put there is its writer's only (docker-entrypoint).
RUN groupadd --gid 10001 xmlfleet \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin xmlfleet \
    && mkdir --mode 1777 /data
# From what changes least to what changes most: a new build of ours transfers the last layers only.
COPY --from=build /source/image/lib /opt/xmlfleet/lib
COPY --from=build /source/image/LICENSE /opt/xmlfleet/
COPY docker-entrypoint docker-healthcheck /opt/xmlfleet/
# C.UTF-8: Java reads file names as the locale says.
ENV LC_ALL=C.UTF-8 \
    XMLFLEET_DATA=/data \
    XMLFLEET_HEALTH_FILE=/tmp/xmlfleet-health
# With a read-only root file system, /data and /tmp have to be writable, nothing else.
VOLUME /data
USER 10001:10001
WORKDIR /data
# Commands that end by themselves keep no health file, and count as healthy: see docker-healthcheck.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["/opt/xmlfleet/docker-healthcheck", "image"]
ENTRYPOINT ["/opt/xmlfleet/docker-entrypoint"]
CMD ["--help"]

FROM base AS consumer
COPY --from=build /source/image/own /opt/xmlfleet/lib
COPY --from=build /source/image/xmlfleet.jar /opt/xmlfleet/xmlfleet.jar

FROM base
COPY --from=build /source/image/parts /opt/xmlfleet/lib
COPY --from=build /source/image/own /opt/xmlfleet/lib
COPY --from=build /source/image/ownparts /opt/xmlfleet/lib
COPY --from=build /source/image/xmlfleet.jar /opt/xmlfleet/xmlfleet.jar
