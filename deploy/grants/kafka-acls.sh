#!/usr/bin/env bash
# The least that each role of a fleet needs on a Kafka cluster with an authorizer.
#
#   deploy/grants/kafka-acls.sh --bootstrap k1:9093 --command-config admin.properties \
#     --setup User:setup --producer User:producer --consumer User:consumer \
#     --aggregator User:aggregator --operator User:operator --viewer User:viewer
#
# Name the roles that you want to grant; one principal may have several, and a role several principals
# (call it again). --dry-run prints the commands instead. Grants that are there already stay as they are.
#
#   setup       topics create
#   producer    produce
#   consumer    consume
#   aggregator  aggregate
#   operator    watch, runs, dead-letters, replay, reconcile with and without --repair
#   viewer      watch, runs
#
# KAFKA_ACLS names Kafka's own tool where it is not on the path as kafka-acls or kafka-acls.sh.
set -euo pipefail

prefix=xmlfleet
group=
bootstrap=
config=()
dry_run=
roles=()

fail() {
  echo "kafka-acls.sh: $*" >&2
  exit 2
}

while [ $# -gt 0 ]; do
  case $1 in
    --dry-run)
      dry_run=yes
      shift
      continue
      ;;
    -h | --help)
      sed -n '2,/^set -euo/p' "$0" | sed '$d; s/^# \{0,1\}//'
      exit 0
      ;;
  esac
  [ $# -ge 2 ] || fail "$1 needs a value"
  case $1 in
    --bootstrap) bootstrap=$2 ;;
    --command-config) config=(--command-config "$2") ;;
    --prefix) prefix=$2 ;;
    --group) group=$2 ;;
    --setup | --producer | --consumer | --aggregator | --operator | --viewer)
      roles+=("${1#--}" "$2")
      ;;
    *) fail "there is no option $1" ;;
  esac
  shift 2
done
[ -n "$bootstrap" ] || fail "--bootstrap HOST:PORT is missing"
[ ${#roles[@]} -gt 0 ] || fail "no role is named; --help lists them"
consumers=${group:-$prefix.consumers}
sharers=${group:-$prefix.sharers}

tool=${KAFKA_ACLS:-}
if [ -z "$tool" ] && [ -z "$dry_run" ]; then
  tool=$(command -v kafka-acls || command -v kafka-acls.sh) ||
    fail "Kafka's tool kafka-acls is not on the path; name it in KAFKA_ACLS"
fi

# grant PRINCIPAL RESOURCE NAME OPERATION…
grant() {
  local principal=$1 resource=$2 name=$3
  shift 3
  local command=("${tool:-kafka-acls}" --bootstrap-server "$bootstrap" ${config[@]+"${config[@]}"} --add
    --allow-principal "$principal" "--$resource" "$name")
  local operation
  for operation in "$@"; do
    command+=(--operation "$operation")
  done
  if [ -n "$dry_run" ]; then
    echo "${command[*]}"
  else
    "${command[@]}"
  fi
}

setup() {
  # Create on each topic by its name: no right to make others.
  local name
  for name in work work-high results dead-letters dead-letter-actions runs progress aggregator-state; do
    # DescribeConfigs, to say which of them are less safe than they could be.
    grant "$1" topic "$prefix.$name" Create Describe DescribeConfigs
  done
}

producer() {
  grant "$1" topic "$prefix.work" Write
  grant "$1" topic "$prefix.work-high" Write
  # Read, to refuse a --run-id that is taken.
  grant "$1" topic "$prefix.runs" Write Read
  # What it refuses by itself is an outcome, too.
  grant "$1" topic "$prefix.results" Write
  grant "$1" topic "$prefix.dead-letters" Write
}

consumer() {
  grant "$1" topic "$prefix.work" Read
  grant "$1" topic "$prefix.work-high" Read
  grant "$1" group "$consumers" Read
  # For --delivery share. AlterConfigs, to set the group up before its first member comes.
  grant "$1" group "$sharers" Read Describe AlterConfigs
  grant "$1" topic "$prefix.results" Write
  grant "$1" topic "$prefix.dead-letters" Write
}

aggregator() {
  # Write, to take runs off that are older than --keep-runs.
  grant "$1" topic "$prefix.runs" Read Write
  grant "$1" topic "$prefix.results" Read
  # Write, to resolve letters of loaded documents.
  grant "$1" topic "$prefix.dead-letters" Read Write
  grant "$1" topic "$prefix.aggregator-state" Read Write
  grant "$1" topic "$prefix.progress" Write
  grant "$1" group "$prefix.aggregator" Read
  grant "$1" transactional-id "$prefix.aggregator" Write Describe
}

viewer() {
  grant "$1" topic "$prefix.runs" Read
  grant "$1" topic "$prefix.progress" Read
}

operator() {
  viewer "$1"
  # Write, to replay.
  grant "$1" topic "$prefix.work" Read Write
  grant "$1" topic "$prefix.work-high" Read
  # Write, to repair.
  grant "$1" topic "$prefix.results" Read Write
  grant "$1" topic "$prefix.dead-letters" Read Write
  # Write, to say who replayed or parked what.
  grant "$1" topic "$prefix.dead-letter-actions" Read Write
  grant "$1" transactional-id "$prefix.replay" Write Describe
  # How far the consumers are.
  grant "$1" group "$consumers" Describe
  grant "$1" group "$sharers" Describe
}

for ((i = 0; i < ${#roles[@]}; i += 2)); do
  "${roles[i]}" "${roles[i + 1]}"
done
