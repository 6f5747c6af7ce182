# A Docker engine of Debian's, and base images of Debian's packages; sourced by `containers`.
#
# The engine lives in a Debian tree, a network and a process namespace of its own: it needs no service manager, changes
# no firewall rule of the machine, and whatever runs in it ends with it.

try=${XMLFLEET_TRY:-/var/cache/xmlfleet-try}
namespace=xmlfleet-try
repository=${XMLFLEET_TRY_REPOSITORY:-$HOME/.m2/repository}

install_what_is_missing() {
  local packages=()
  command -v debootstrap >/dev/null || packages+=(debootstrap)
  command -v ip >/dev/null || packages+=(iproute2)
  command -v curl >/dev/null || packages+=(curl)
  command -v mvn >/dev/null || packages+=(maven)
  command -v javac >/dev/null || packages+=(openjdk-17-jdk-headless)
  if [ ${#packages[@]} -gt 0 ]; then
    # Somebody else may be installing at this moment.
    apt-get update -qq -o DPkg::Lock::Timeout=600
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o DPkg::Lock::Timeout=600 --no-install-recommends "${packages[@]}" >/dev/null
  fi
  mkdir -p "$try"
}

# A Debian of one release with some packages: tree NAME RELEASE PACKAGES
tree() {
  [ ! -e "$try/$1" ] || return 0
  rm -rf "$try/$1.part"
  debootstrap --variant=minbase --include="$3" "$2" "$try/$1.part" >"$try/$1.log" 2>&1 \
    || fail "debootstrap of $2 for $1: see $try/$1.log"
  rm -rf "$try/$1.part"/var/cache/apt/*.bin "$try/$1.part"/var/cache/apt/archives/*.deb "$try/$1.part"/var/lib/apt/lists/*
  mv "$try/$1.part" "$try/$1"
}

engine_runs() {
  [ -e "$try/pid" ] && [ "$(cat "/proc/$(cat "$try/pid")/comm" 2>/dev/null)" = dockerd ]
}

start_engine() {
  if engine_runs; then
    [ "$(cat "$try/tree")" = "$root" ] || fail "the engine sees the sources in $(cat "$try/tree"): end it with deploy/try/containers down"
    return 0
  fi
  echo "$root" >"$try/tree"
  tree engine trixie docker.io,docker-cli,docker-buildx,docker-compose,podman,netavark,runc,catatonit,vde-wirefilter,vdeplug,iptables,iproute2,ca-certificates
  ip netns list | grep -qw "$namespace" || ip netns add "$namespace"
  nsenter --net="/run/netns/$namespace" ip link set lo up
  mkdir -p "$try/engine/xmlfleet" "$try/engine/outside" "$try/engine/secrets"
  printf '%s\n' '[containers]' 'base_hosts_file = "/run/hosts"' 'default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]' \
    '[engine]' 'cgroup_manager = "cgroupfs"' 'runtime = "runc"' 'events_logger = "file"' '[network]' 'firewall_driver = "none"' \
    >"$try/engine/etc/containers/containers.conf" # for podman
  # pivot_root and not chroot: the engine wants a root that it can mount anew.
  # shellcheck disable=SC2016 # the inner shell's own variables
  nsenter --net="/run/netns/$namespace" unshare --mount --pid --fork --kill-child sh -euc '
    mount --make-rprivate /
    mount --bind "$1" "$1"
    mount --bind "$2" "$1/xmlfleet"
    mount --rbind /sys "$1/sys"
    mount --rbind /dev "$1/dev"
    mount -t proc proc "$1/proc"
    mount -t tmpfs tmpfs "$1/run"
    mount -t tmpfs tmpfs "$1/tmp"
    cd "$1"
    pivot_root . outside
    umount --lazy /outside
    exec dockerd' engine "$try/engine" "$root" >"$try/engine.log" 2>&1 </dev/null &
  local parent=$!
  for _ in {1..120}; do
    kill -0 "$parent" 2>/dev/null || fail "the engine does not start: see $try/engine.log"
    pgrep --parent "$parent" >"$try/pid" || :
    if engine_runs && docker version >/dev/null 2>&1; then
      return 0
    fi
    sleep 0.5
  done
  fail "the engine does not answer: see $try/engine.log"
}

# As a power cut would: at once, with all containers.
kill_engine() {
  local pid
  pid=$(cat "$try/pid")
  kill -KILL "$pid"
  while [ -e "/proc/$pid" ]; do sleep 0.1; done
}

inside() { nsenter --target "$(cat "$try/pid")" --all --root env --chdir=/xmlfleet XMLFLEET_SECRETS=/secrets "$@"; }
on_its_host() { nsenter --target "$(cat "$try/pid")" --net "$@"; }
docker() { inside docker "$@"; }
# Not beside our sources: it takes a folder of an image's name for one to build.
podman() { inside env --chdir=/tmp PODMAN_IGNORE_CGROUPSV1_WARNING=1 podman "$@"; }
project=xmlfleet
files=(-f docker-compose.yml -f docker-compose.postgresql.yml)
compose() { docker compose --progress quiet "${files[@]}" "$@"; }

has_image() { [ -n "$(docker images --quiet "$1")" ]; }
image_of() { sed -n "s|^ *image: \($1:.*\)|\1|p" "$root"/docker-compose*.yml | head -n 1; }
from() { sed -n "s|^FROM \($1:[^ ]*\) AS .*|\1|p" "$root/Dockerfile"; }

# The images that the Dockerfile and the Compose files name, made here since no registry is asked.
make_base_images() {
  local jdk slim kafka postgresql
  jdk=$(from maven) slim=$(from debian) kafka=$(image_of apache/kafka) postgresql=$(image_of postgres)
  if ! has_image "$slim"; then
    tree slim bookworm bash
    tar -C "$try/slim" -c --exclude='./usr/share/doc/*' --exclude='./usr/share/locale/*' --exclude='./usr/share/man/*' . | docker import - "$slim" >/dev/null
  fi
  if ! has_image "$jdk" || [ "$(poms)" != "$(cat "$try/poms" 2>/dev/null)" ]; then
    tree jdk bookworm openjdk-17-jdk-headless,maven,binutils # for jlink
    fill_repository
    # Not in /root/.m2, where the Dockerfile mounts its cache.
    echo '<settings><offline>true</offline><localRepository>/opt/repository</localRepository></settings>' \
      >"$try/jdk/etc/maven/settings.xml"
    rm -rf "$try/jdk/opt/repository"
    cp -r "$repository" "$try/jdk/opt/repository"
    tar -C "$try/jdk" -c . | docker import --change 'ENV JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64' - "$jdk" >/dev/null
    poms >"$try/poms"
  fi
  if ! has_image "$postgresql"; then
    tree postgresql trixie "postgresql-${postgresql##*:}"
    has_image debian-postgresql || tar -C "$try/postgresql" -c . | docker import - debian-postgresql >/dev/null
    tar -C "$root/deploy/try/postgresql" -c . | docker build --quiet --tag "$postgresql" - >/dev/null
  fi
  if ! has_image "$kafka"; then
    [ -e "$try/kafka/libs" ] || mvn -B -ntp -q -f "$root/deploy/try/kafka/pom.xml" -Dkafka.version="${kafka##*:}" \
      dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$try/kafka/libs" >"$try/maven.log" 2>&1 \
      || fail "Kafka's jars: see $try/maven.log"
    tar -c -C "$root/deploy/try/kafka" . -C "$try/kafka" libs | docker build --quiet --tag "$kafka" - >/dev/null
  fi
}

# Which libraries the build needs: Maven's repository in the base image has those of one build.
poms() { (cd "$root" && git ls-files -z '*pom.xml' | xargs -0 sha256sum); }

# What Maven needs for the Dockerfile's own command, in this machine's repository.
fill_repository() {
  rm -rf "$try/source" && mkdir "$try/source"
  tracked | tar -C "$try/source" -x
  (cd "$try/source" && mvn -B -ntp -q -Dmaven.repo.local="$repository" -Pdist package -Dmaven.test.skip=true -Dspotless.check.skip -Dcyclonedx.skip) >"$try/maven.log" 2>&1 \
    || fail "Maven does not build on this machine: see $try/maven.log"
}

# The files of this tree as a tar, for a build of something else than what is checked out.
tracked() { git -C "$root" ls-files -z | tar -C "$root" --null --files-from=- -c; }
