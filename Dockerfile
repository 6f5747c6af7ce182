# Everything of xmlfleet in one image: `docker run xmlfleet consume …`, `docker run xmlfleet produce …`.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp package -Dmaven.test.skip=true -Dspotless.check.skip

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --home-dir /data xmlfleet && mkdir /data && chown xmlfleet /data
COPY --from=build /source/app/target/lib /opt/xmlfleet/lib
COPY --from=build /source/app/target/xmlfleet.jar /opt/xmlfleet/xmlfleet.jar
COPY docker-entrypoint /opt/xmlfleet/docker-entrypoint
ENV XMLFLEET_DATA=/data
VOLUME /data
USER xmlfleet
WORKDIR /data
ENTRYPOINT ["/opt/xmlfleet/docker-entrypoint"]
CMD ["--help"]
