# The steps of `containers`, each of which asserts what it says; sourced by it. Facts are lines of "what: how it was".

step() { printf '\n%s\n' "$1"; }
fact() { printf '  %-62s %s\n' "$1" "${2:-yes}"; }
now() { date +%s%N; }
since() { local ms=$((($(now) - $1) / 1000000)); printf '%d.%d s' $((ms / 1000)) $((ms % 1000 / 100)); }

expect() { # WHAT EXPECTED ACTUAL
  [ "$2" = "$3" ] || fail "$1: expected $2 and was $3"
  fact "$1" "$3"
}

# Until a command says what is expected: await SECONDS WHAT EXPECTED COMMAND...; prints nothing, fails after the time.
await() {
  local seconds=$1 what=$2 expected=$3 said=
  shift 3
  for ((i = 0; i < seconds * 4; i++)); do
    said=$("$@" 2>/dev/null) || :
    [ "$said" != "$expected" ] || return 0
    sleep 0.25
  done
  fail "$what: not $expected within $seconds s but $said"
}

until_at_least() { # SECONDS NUMBER COMMAND...
  local seconds=$1 number=$2 said=
  shift 2
  for ((i = 0; i < seconds * 5; i++)); do
    said=$("$@" 2>/dev/null) || said=
    [ "${said:-0}" -lt "$number" ] || return 0
    sleep 0.2
  done
  fail "$*: not $number within $seconds s but ${said:-nothing}"
}

container() { echo "$project-$1"; }
health() { docker inspect --format '{{.State.Health.Status}}' "$(container "$1")"; }
pid_of() { docker inspect --format '{{.State.Pid}}' "$(container "$1")"; }
restarts() { docker inspect --format '{{.RestartCount}}' "$(container "$1")"; }
exit_code() { docker inspect --format '{{.State.ExitCode}}' "$(container "$1")"; }
# As a crash would, and unlike `docker kill` the engine's restart policy applies.
kill_inside() { inside sh -c 'kill -KILL "$1"' kill "$(pid_of "$1")"; }
sql() { docker exec "$(container postgresql-1)" psql --username xmlfleet --no-align --tuples-only --command "$2" "$1"; }
loaded() { sql xmlfleet 'SELECT COUNT(*) FROM xmlfleet_ledger'; }

# Rows of each table of the contract, and a sum of what is in them.
contents() {
  local tables table
  tables=$(sql "$1" "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'xmlfleet%' ORDER BY 1")
  for table in $tables; do
    echo "$table $(sql "$1" "SELECT COUNT(*) || ' rows, ' || SUM(hashtextextended(t::text, 0)) FROM $table t")"
  done
}

# A single process loads the same folders into another database; both have to be equal: compare_rows DATABASE FOLDER…
compare_rows() {
  local database=$1 folder
  sql xmlfleet "DROP DATABASE IF EXISTS $database" >/dev/null 2>&1
  sql xmlfleet "CREATE DATABASE $database" >/dev/null
  for folder in "${@:2}"; do
    docker run --rm --network "${project}_default" --volume documents:/documents:ro --volume /xmlfleet/samples:/samples:ro \
      --volume /secrets/db-password:/db-password:ro xmlfleet run "$folder" --contract /samples/credit-applications/contract.yaml \
      --create-tables --db "jdbc:postgresql://postgresql/$database" --db-user xmlfleet --db-password-file /db-password \
      >"$try/clean.log" 2>&1 || [ $? = 1 ] || fail "the clean run: see $try/clean.log"
  done
  contents "$database" >"$try/expected"
  contents xmlfleet >"$try/actual"
  cmp -s "$try/expected" "$try/actual" || fail "rows differ: diff $try/expected $try/actual"
  [ "$(wc -l <"$try/actual")" -gt 2 ] || fail "hardly a table: see $try/actual"
  fact 'rows of all tables equal those of a clean run' "$(awk '{ rows += $2 } END { print rows " in " NR " tables" }' "$try/actual")"
}

# Sends a folder and prints the run's name.
produce() { compose run --rm --no-deps --no-TTY --volume documents:/documents:ro producer produce "$@" 2>&1 | sed -n 's/^Run \(\S*\)$/\1/p'; }
watched() { compose run --rm --no-deps --no-TTY producer watch "$1" 2>&1 | sed -n "s/^Run $1 COMPLETE: //p"; }

build_image() {
  step 'The image, by the Dockerfile'
  local start
  start=$(now)
  docker build --progress plain --tag xmlfleet . >"$try/build.log" 2>&1 || fail "the Dockerfile: see $try/build.log"
  fact 'docker build' "$(since "$start")"
  start=$(now)
  docker build --progress plain --target consumer --tag xmlfleet-consumer . >"$try/build-consumer.log" 2>&1 || fail "see $try/build-consumer.log"
  fact 'docker build --target consumer, what is built already' "$(since "$start")"
  touch "$try/image"
}

fleet_from_nothing() {
  step 'The fleet, from nothing'
  local start service
  compose down --volumes --remove-orphans >/dev/null 2>&1 || :
  docker volume rm documents >/dev/null 2>&1 || :
  start=$(now)
  compose up --detach --scale consumer=2 >"$try/up.log" 2>&1 || fail "docker compose up: see $try/up.log"
  for service in kafka-1 postgresql-1 aggregator-1 consumer-1 consumer-2; do
    await 300 "health of $service" healthy health "$service"
  done
  fact 'kafka, postgresql, topics, aggregator, 2 consumers: all healthy' "$(since "$start")"
  expect 'topics ended with code' 0 "$(exit_code topics-1)"
  on_its_host curl --silent --fail http://127.0.0.1:8080/ | grep -q '<html' || fail 'the dashboard does not answer on the host'
  fact 'the dashboard answers on 127.0.0.1:8080'
}

nothing_is_allowed() {
  step 'What a container of ours may do'
  local service id status
  for service in aggregator-1 consumer-1 consumer-2; do
    id=$(container "$service")
    status=$(inside cat "/proc/$(pid_of "$service")/status")
    grep -qE '^Uid:\s10001\s10001\s10001\s10001' <<<"$status" || fail "$service is another user"
    grep -qE '^CapEff:\s0+$' <<<"$status" && grep -qE '^CapBnd:\s0+$' <<<"$status" || fail "$service has capabilities"
    grep -qE '^NoNewPrivs:\s1$' <<<"$status" || fail "$service may get more rights"
    ! docker exec "$id" touch /opt/xmlfleet/x 2>/dev/null || fail "$service can write to its root"
    ! docker inspect "$id" | grep -qF "$(cat "$try/engine/secrets/db-password")" || fail "$service shows the password"
    ! compose logs "${service%-*}" | grep -qF "$(cat "$try/engine/secrets/db-password")" || fail "$service logs the password"
  done
  fact 'user 10001, no capability, no new privileges, read-only root'
  fact 'the password is in no variable, label and log'
}

sample() {
  step 'The sample'
  local start run
  start=$(now)
  run=$(produce /samples/credit-applications --contract credit-applications)
  expect 'watch' '194 loaded, 0 already loaded, 6 failed' "$(watched "$run")"
  fact 'from producer to the end of watch' "$(since "$start")"
  compare_rows clean_sample /samples/credit-applications
}

# Once, since it is the same seed.
make_documents() {
  docker volume create documents >/dev/null
  docker run --rm --user 0 --volume documents:/documents --entrypoint chown xmlfleet 10001:10001 /documents
  docker run --rm --volume documents:/documents --entrypoint test xmlfleet -e /documents/all \
    || docker run --rm --volume documents:/documents xmlfleet generate --count "$documents" --seed 7 --broken $((documents / 100)) --out /documents/all >/dev/null
}

# Kills and scaling are spread over the run by what the ledger says is loaded.
storm() {
  step "$documents documents, consumers that come and go, and a kill of each kind"
  local start run from producer part=$((documents / 10))
  make_documents
  from=$(loaded)
  start_greedy
  start=$(now)
  produce /documents/all --contract credit-applications >"$try/run" &
  producer=$!
  until_at_least 600 $((from + part)) loaded
  compose up --detach --no-recreate --scale consumer=4 >/dev/null 2>&1
  fact '2 consumers become 4, loaded by then' "$(($(loaded) - from))"
  until_at_least 600 $((from + 2 * part)) loaded
  kill_inside consumer-2
  fact 'kill -9 of a consumer, loaded by then' "$(($(loaded) - from))"
  until_at_least 600 $((from + 3 * part)) loaded
  fact 'kill -9 of the database, loaded by then' "$(($(loaded) - from))"
  kill_inside postgresql-1
  until_at_least 600 $((from + 4 * part)) loaded
  kill_inside kafka-1
  fact 'kill -9 of Kafka, loaded by then' "$(($(loaded) - from))"
  until_at_least 600 $((from + 5 * part)) loaded
  fact 'a consumer over its memory limit, started again by then' "$(restarts greedy) times"
  [ "$(restarts greedy)" -ge 1 ] || fail 'nobody met the memory limit'
  docker rm --force "$(container greedy)" >/dev/null
  until_at_least 600 $((from + 6 * part)) loaded
  for service in consumer-2 postgresql-1 kafka-1; do
    [ "$(restarts "$service")" -ge 1 ] || fail "$service was not started again"
    fact "$service was started again by the engine" "$(restarts "$service") times"
  done
  drained
  until_at_least 600 $((from + 7 * part)) loaded
  compose up --detach --no-recreate --scale consumer=2 >/dev/null 2>&1
  fact '4 consumers become 2, loaded by then' "$(($(loaded) - from))"
  wait "$producer"
  run=$(cat "$try/run")
  [ -n "$run" ] || fail 'the producer did not send its run'
  fact 'watch' "$(watched "$run")"
  expect 'documents that are loaded' $((documents - documents / 100)) "$(($(loaded) - from))"
  fact 'in all' "$(since "$start")"
  compare_rows clean_all /samples/credit-applications /documents/all
}

# A consumer with a heap that is larger than its container: the kernel ends it, the engine starts it again.
start_greedy() {
  compose run --detach --no-deps --name "$(container greedy)" --env XMLFLEET_JAVA_OPTS='-Xms700m -Xmx700m -Xmn600m' consumer >/dev/null 2>&1
  docker update --memory 256m --memory-swap 256m --restart unless-stopped "$(container greedy)" >/dev/null
}

drained() {
  local start
  start=$(now)
  compose stop consumer >/dev/null 2>&1 & # all four at once
  wait $!
  fact 'docker stop of all four drains within' "$(since "$start")"
  for service in consumer-1 consumer-3 consumer-4; do
    [ "$(exit_code "$service")" = 0 ] || fail "$service ended with code $(exit_code "$service")"
  done
  expect 'they end with code' 0 "$(exit_code consumer-2)"
  compose start consumer >/dev/null 2>&1
}

servers_away() {
  step 'Health while a server is away'
  local start
  await 300 'health of consumer-1' healthy health consumer-1
  start=$(now)
  compose stop postgresql >/dev/null 2>&1
  produce /samples/credit-applications --contract credit-applications >"$try/run"
  await 300 'health of a consumer without its database' unhealthy health consumer-1
  fact 'database stopped and work to do: consumer unhealthy' "$(since "$start")"
  fact 'it says' "$(docker exec "$(container consumer-1)" cat /tmp/xmlfleet-health)"
  expect 'aggregator meanwhile' healthy "$(health aggregator-1)"
  docker exec "$(container consumer-1)" /opt/xmlfleet/docker-healthcheck live >/dev/null || fail 'the consumer is not alive'
  expect 'restarts of the consumer' 0 "$(restarts consumer-1)"
  start=$(now)
  compose start postgresql >/dev/null 2>&1
  await 300 'health of a consumer with its database' healthy health consumer-1
  fact 'database started: consumer healthy' "$(since "$start")"
  expect 'watch' '0 loaded, 194 already loaded, 6 failed' "$(watched "$(cat "$try/run")")"

  compose stop kafka >/dev/null 2>&1
  sleep 45
  fact 'Kafka stopped for 45 s and nothing to do: consumer' "$(health consumer-1)"
  fact '  and aggregator' "$(health aggregator-1), $(docker exec "$(container aggregator-1)" cat /tmp/xmlfleet-health)"
  for service in consumer-1 aggregator-1; do
    expect "  restarts of $service" 0 "$(restarts "$service")"
  done
  start=$(now)
  compose start kafka >/dev/null 2>&1
  await 300 'health of kafka' healthy health kafka-1
  expect 'Kafka started, watch of the sample once more' '0 loaded, 194 already loaded, 6 failed' \
    "$(watched "$(produce /samples/credit-applications --contract credit-applications)")"
  fact '  from its start' "$(since "$start")"
}

power_cut() {
  step 'A power cut: the engine and everything in it killed, then all containers started at once'
  local start
  kill_engine
  start=$(now)
  start_engine
  for service in kafka-1 postgresql-1 aggregator-1 consumer-1 consumer-2; do
    await 300 "health of $service" healthy health "$service"
  done
  fact 'all healthy' "$(since "$start")"
  expect 'watch of the sample once more' '0 loaded, 194 already loaded, 6 failed' \
    "$(watched "$(produce /samples/credit-applications --contract credit-applications)")"
}

size_of() { docker image inspect --format '{{.Size}}' "$1" | awk '{ printf "%.0f MB", $1 / 1000000 }'; }
layers() { docker image inspect --format '{{join .RootFS.Layers "\n"}}' "$1"; }
hardened() { docker run --rm --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp:exec,mode=1777 "$@"; }

image_facts() {
  step 'The image itself'
  local image start i changed
  fact 'size of the base, as made here' "$(size_of "$(from debian)")"
  for image in xmlfleet xmlfleet-consumer; do
    fact "size of $image" "$(size_of "$image")"
    start=$(now)
    for i in 1 2 3 4 5; do docker run --rm "$image" --version >/dev/null; done
    fact "  five times --version" "$(since "$start")"
  done
  expect 'label of the license' Apache-2.0 "$(docker image inspect --format '{{index .Config.Labels "org.opencontainers.image.licenses"}}' xmlfleet)"
  hardened --user 4711:4711 --volume /xmlfleet/samples:/samples:ro xmlfleet run /samples/credit-applications >"$try/hardened.log" 2>&1 || :
  grep -q '194 loaded, 0 already loaded, 6 failed' "$try/hardened.log" || fail "as user 4711 with a read-only root: see $try/hardened.log"
  fact 'run of the sample as user 4711, read-only, without capabilities'
  for memory in 256m 512m 1g; do
    sql xmlfleet "DROP DATABASE IF EXISTS memory_$memory" >/dev/null 2>&1
    sql xmlfleet "CREATE DATABASE memory_$memory" >/dev/null
    docker run --rm --network xmlfleet_default xmlfleet topics create --kafka kafka:19092 --topic-prefix "$memory" --partitions 4 >/dev/null
    hardened --memory "$memory" --memory-swap "$memory" --cpus 2 --network xmlfleet_default --volume /xmlfleet/samples:/samples:ro \
      --volume /secrets/db-password:/db-password:ro --env XMLFLEET_JAVA_OPTS=-XX:+PrintFlagsFinal xmlfleet \
      run /samples/credit-applications --kafka kafka:19092 --topic-prefix "$memory" --create-tables \
      --db "jdbc:postgresql://postgresql/memory_$memory" --db-user xmlfleet --db-password-file /db-password >"$try/memory.log" 2>&1 || :
    grep -q '194 loaded, 0 already loaded, 6 failed' "$try/memory.log" || fail "with $memory: see $try/memory.log"
    fact "run of the sample on the fleet's servers, 2 CPUs and $memory: heap" \
      "$(awk '$2 == "MaxHeapSize" { printf "%d MiB", $4 / 1048576 }' "$try/memory.log")"
  done

  rm -rf "$try/changed" && mkdir "$try/changed"
  tracked | tar -C "$try/changed" -x
  changed=$try/changed/consumer/src/main/java/io/xmlfleet/worker/Worker.java
  sed -i '$ s/}$/  static void added() {}\n}/' "$changed"
  start=$(now)
  tar -C "$try/changed" -c . | docker build --progress plain --tag xmlfleet-changed - >"$try/changed.log" 2>&1 || fail "see $try/changed.log"
  fact 'a class changed and built again' "$(since "$start")"
  layers xmlfleet >"$try/layers"
  layers xmlfleet-changed >"$try/layers-changed"
  fact '  layers that are new' "$(grep -cvxFf "$try/layers" "$try/layers-changed" || :) of $(wc -l <"$try/layers")"
  docker image rm xmlfleet-changed >/dev/null

  tracked | docker build --no-cache --progress plain --tag xmlfleet-again - >"$try/again.log" 2>&1 || fail "see $try/again.log"
  expect 'built again from nothing and another folder, layers that differ' 0 "$(layers xmlfleet-again | grep -cvxFf "$try/layers" || :)"
  docker image rm xmlfleet-again >/dev/null
}

# The classes of the build that start servers by Testcontainers, by this engine, whose ports are in its network.
testcontainers() {
  step 'Tests that start containers themselves'
  local start
  start=$(now)
  (cd "$root" && DOCKER_HOST=unix:///proc/$(cat "$try/pid")/root/run/docker.sock TESTCONTAINERS_RYUK_DISABLED=true \
    nsenter --net="/run/netns/$namespace" mvn -o -B -ntp -pl app -am verify -Dtest=NONE -Dit.test=TestcontainersFullRunIT -Dspotless.check.skip \
    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dmdep.analyze.skip) >"$try/testcontainers.log" 2>&1 \
    || fail "see $try/testcontainers.log"
  expect 'TestcontainersFullRunIT, on a Kafka and a PostgreSQL of its own' 'Tests run: 1, Failures: 0, Errors: 0, Skipped: 0' \
    "$(sed -n 's/.*\(Tests run: .*, Skipped: [0-9]*\), .*TestcontainersFullRunIT/\1/p' "$try/testcontainers.log")"
  fact 'with the build before it' "$(since "$start")"
}

# Each pod of the manifests, by podman, with addresses of the fleet that is up. What differs from Kubernetes is what podman
# does not do: no group for volumes (fsGroup), so the secret is for everybody, and no readiness probe.
pods() {
  step 'The pods of deploy/kubernetes, by podman'
  local pod id status address
  for name in kafka postgresql; do
    address=$(docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$(container "$name-1")")
    echo "$address $name"
  done >"$try/hosts"
  inside sh -c 'cat >/run/hosts' <"$try/hosts"
  # From podman's network to Docker's, which Docker would not let pass.
  inside iptables --check DOCKER-USER --jump ACCEPT 2>/dev/null || inside iptables --insert DOCKER-USER --jump ACCEPT
  play down || :
  docker save xmlfleet | podman load --quiet >/dev/null
  podman tag docker.io/library/xmlfleet:latest localhost/xmlfleet:0.1.0
  fact 'podman' "$(podman version --format '{{.Client.Version}}')"
  sql xmlfleet 'DROP DATABASE IF EXISTS pods WITH (FORCE)' >/dev/null 2>&1
  sql xmlfleet 'CREATE DATABASE pods' >/dev/null
  manifest 10-config.yaml | sed -n '/payment-notices.yaml: |/,$ s/^    //p' >"$try/engine/secrets/payment-notices.yaml"
  docker run --rm --volume /secrets/payment-notices.yaml:/contract.yaml:ro xmlfleet contract ddl /contract.yaml --with-ledger --dialect postgresql >"$try/tables.sql"
  docker exec -i "$(container postgresql-1)" psql --quiet --username xmlfleet --set ON_ERROR_STOP=1 pods <"$try/tables.sql" >/dev/null
  play 20-topics.yaml
  await 300 'topics ended with code' 0 podman wait topics-pod-topics
  fact 'job topics: code' 0
  play 30-aggregator.yaml
  play 40-consumer.yaml
  for pod in aggregator consumer; do
    id=$pod-pod-$pod
    await 300 "health of $pod" healthy probed "$id"
    status=$(inside cat "/proc/$(podman inspect --format '{{.State.Pid}}' "$id")/status")
    grep -qE '^Uid:\s10001\s10001\s10001\s10001' <<<"$status" || fail "$pod is another user"
    grep -qE '^CapEff:\s0+$' <<<"$status" || fail "$pod has capabilities"
    grep -qE '^NoNewPrivs:\s1$' <<<"$status" || fail "$pod may get more rights"
    ! podman exec "$id" touch /opt/xmlfleet/x 2>/dev/null || fail "$pod can write to its root"
    podman exec "$id" touch /data/x /tmp/x || fail "$pod cannot write to /data and /tmp"
    await 300 "readiness of $pod" ready readiness "$id"
    fact "$pod: alive and ready by its probes, user 10001, read-only root, memory limit" \
      "$(podman inspect --format '{{.HostConfig.Memory}}' "$id" | awk '{ print $1 / 1048576 " MiB" }')"
  done
  play down
}

# podman has systemd ask the probes; here we do.
probed() { podman healthcheck run "$1" && echo healthy; }
readiness() { podman exec "$1" /opt/xmlfleet/docker-healthcheck ready >/dev/null && echo ready; }

# A manifest as a user changes it: with his addresses, one replica (podman has no more), the topics' replication.
manifest() {
  sed -e 's|XMLFLEET_KAFKA:.*|XMLFLEET_KAFKA: kafka:19092|' -e 's|XMLFLEET_DB:.*|XMLFLEET_DB: jdbc:postgresql://postgresql/pods|' \
    -e 's|XMLFLEET_DB_USER:.*|XMLFLEET_DB_USER: xmlfleet|' -e 's|replicas: 2|replicas: 1|' -e 's|--replication, "3"|--replication, "1"|' \
    -e 's|image: xmlfleet:|image: localhost/xmlfleet:|' -e 's|defaultMode: 288|defaultMode: 292|' -e "s|change-me|$(cat "$try/engine/secrets/db-password")|" \
    "$root/deploy/kubernetes/$1"
}

play() {
  if [ "$1" = down ]; then
    inside sh -c 'for f in 40-consumer 30-aggregator 20-topics; do [ ! -e "/tmp/$f.yaml" ] || podman kube down --force "/tmp/$f.yaml"; done' >/dev/null 2>&1
    return
  fi
  { manifest 10-config.yaml && echo --- && manifest examples/secret.yaml && echo --- && manifest "$1"; } | inside sh -c "cat >/tmp/$1"
  podman kube play --network podman "/tmp/$1" >"$try/$1.log" 2>&1 || fail "podman kube play $1: see $try/$1.log"
}

# One machine behind a line of 20 ms each way that loses one packet in a hundred, another cut off for longer than Kafka
# waits for its members (45 s), in the middle of the work.
hosts() {
  step 'Three machines, one far away, one cut off'
  make_documents
  compose stop >/dev/null 2>&1
  local project=hosts files=(-f deploy/try/hosts.yml) start from run producer service part=$((documents / 10))
  start=$(now)
  compose down --volumes >/dev/null 2>&1 || :
  compose up --detach postgresql machine-1 machine-2 machine-3 >"$try/up.log" 2>&1 || fail "see $try/up.log"
  for service in postgresql machine-1 machine-2 machine-3; do
    await 300 "health of $service" healthy health "$service-1"
  done
  far_away machine-3-1
  compose run --rm --no-TTY producer topics create --partitions 24 --replication 3 >"$try/topics.log" 2>&1 || fail "see $try/topics.log"
  compose up --detach >"$try/up.log" 2>&1 || fail "see $try/up.log"
  for service in consumer-1 consumer-2 consumer-3; do
    await 300 "health of $service" healthy health "$service-1"
  done
  fact 'three brokers and three consumers are healthy' "$(since "$start")"
  start=$(now)
  produce /documents/all --contract credit-applications >"$try/run" &
  producer=$!
  until_at_least 600 "$part" loaded
  from=$(loaded)
  cut_off machine-2-1 down
  sleep 75
  cut_off machine-2-1 up
  fact 'a machine cut off for 75 s: loaded before and after that' "$from, $(loaded)"
  wait "$producer"
  run=$(cat "$try/run")
  [ -n "$run" ] || fail 'the producer did not send its run'
  fact 'watch' "$(watched "$run")"
  expect 'documents that are loaded' $((documents - documents / 100)) "$(loaded)"
  fact 'in all' "$(since "$start")"
  for service in consumer-1 consumer-2 consumer-3 machine-1 machine-2 machine-3; do
    await 300 "health of $service" healthy health "$service-1"
    expect "  restarts of $service" 0 "$(restarts "$service-1")"
  done
  compare_rows clean_hosts /documents/all
  compose down --volumes >/dev/null 2>&1
  end_of_line
}

# The engine's end of a machine's cable: veth…
cable() {
  local index
  index=$(inside nsenter --target "$(pid_of "$1")" --net ip -o link show dev eth0 | sed -n 's/.*eth0@if\([0-9]*\):.*/\1/p')
  on_its_host ip -o link | sed -n "s/^$index: \([^@]*\)@.*/\1/p"
}

cut_off() { on_its_host ip link set dev "$(cable "$1")" "$2"; }

# The cable is taken out of the network's bridge and put at the far end of a line (this kernel has no netem).
far_away() {
  local near
  near=$(on_its_host ip -o link show dev "$(cable "$1")" | sed -n 's/.* master \([^ ]*\) .*/\1/p')
  inside sh -c 'dpipe vde_plug tap://near = wirefilter --delay 20 --loss 1 = vde_plug tap://far >/tmp/line.log 2>&1 </dev/null & echo $! >/tmp/line.pid'
  await 30 'the line' far on_its_host sh -c 'ip -o link show dev far >/dev/null && echo far'
  on_its_host ip link add line type bridge
  on_its_host ip link set dev far master line
  on_its_host ip link set dev "$(cable "$1")" master line
  on_its_host ip link set dev near master "$near"
  for device in near far line; do on_its_host ip link set dev "$device" up; done
  filter_bridges 0
}

# Docker's rules would drop what comes from a bridge that is not its own, and masquerade what goes to one.
filter_bridges() { inside sh -c "echo $1 >/proc/sys/net/bridge/bridge-nf-call-iptables"; }

end_of_line() {
  filter_bridges 1
  inside sh -c 'kill -- -$(cat /tmp/line.pid)' # near and far go with it
  on_its_host ip link delete line
}
