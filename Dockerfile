# The image of a node. Build it in the root of the source tree: docker build -t amtsrunde .
#
# It runs as an unprivileged user and with a read-only root file system; only /data and /tmp are written:
#   docker run --read-only --tmpfs /tmp --cap-drop ALL -p 8080:8080 -v amtsrunde:/data amtsrunde

FROM node:20-bookworm-slim AS node

FROM maven:3.9-eclipse-temurin-25 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /src
COPY . .
RUN mvn -B -ntp package -DskipTests

# Only the modules that are used: 65 MB instead of 300. java.desktop is for pictures in PDF files.
RUN jlink --compress zip-6 --strip-debug --no-header-files --no-man-pages --generate-cds-archive --output /opt/java \
    --add-modules java.base,java.desktop,java.logging,java.naming,java.management,java.sql,java.xml,java.net.http,java.security.jgss,jdk.unsupported,jdk.crypto.ec,jdk.management,jdk.jfr,jdk.jcmd,jdk.net

# Netty's native transport out of its jars, for both architectures.
RUN mkdir -p /opt/amtsrunde/native \
 && cp -a target/amtsrunde.jar target/lib LICENSE NOTICE conf/container/jvm.options conf/container/*.sh /opt/amtsrunde/ \
 && for jar in target/lib/netty-transport-native-epoll-*-linux-*.jar; do \
      (cd /opt/amtsrunde/native && jar --extract --file "/src/$jar" META-INF/native); \
    done \
 && mv /opt/amtsrunde/native/META-INF/native/*.so /opt/amtsrunde/native \
 && rm -r /opt/amtsrunde/native/META-INF


FROM debian:12-slim
# A Redis that Debian patches; a node prefers it to the one in the jar. Unused when redis.url is set.
RUN apt-get update \
 && apt-get install -y --no-install-recommends redis-server \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --home-dir /data amtsrunde \
 && install -d -o amtsrunde -g amtsrunde -m 700 /data && install -d -o amtsrunde -g amtsrunde /opt/amtsrunde
COPY --from=build /opt/java /opt/java
COPY --from=build --chown=amtsrunde /opt/amtsrunde /opt/amtsrunde
ENV PATH=/opt/java/bin:$PATH \
    AMTSRUNDE_HTTP_HOST=0.0.0.0 \
    AMTSRUNDE_DATA_DIR=/data
USER amtsrunde
WORKDIR /data
# Here and not in the stage before: the cache is valid only for the JVM and the jars at their final place.
RUN /opt/amtsrunde/train.sh

VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# The health of the process, not of what it needs: a node that waits for its store must not be killed for it.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["/opt/amtsrunde/health.sh", "/health/live"]
ENTRYPOINT ["java", "@/opt/amtsrunde/jvm.options", "-XX:AOTCache=/opt/amtsrunde/amtsrunde.aot", "-jar", "/opt/amtsrunde/amtsrunde.jar"]
