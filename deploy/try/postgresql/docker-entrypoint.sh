#!/bin/sh
# What Compose and the tests use of PostgreSQL's own image: POSTGRES_USER, _DB, _PASSWORD(_FILE), a volume that is filled once.
set -eu
PGDATA=${PGDATA:-/var/lib/postgresql/data}
export PGDATA
PATH=$PATH:$(echo /usr/lib/postgresql/*/bin)
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" && chown -R postgres "$PGDATA" && chmod 700 "$PGDATA"
  exec setpriv --reuid postgres --regid postgres --init-groups -- "$0" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  user=${POSTGRES_USER:-postgres}
  umask 077
  if [ -n "${POSTGRES_PASSWORD_FILE:-}" ]; then
    head -n 1 "$POSTGRES_PASSWORD_FILE" >/tmp/password
  else
    echo "${POSTGRES_PASSWORD:?}" >/tmp/password
  fi
  initdb --username "$user" --pwfile /tmp/password --auth-host scram-sha-256 --auth-local trust --encoding UTF8
  rm /tmp/password
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  pg_ctl start --wait --options '-c listen_addresses='
  if [ "${POSTGRES_DB:-$user}" != postgres ]; then
    createdb --username "$user" "${POSTGRES_DB:-$user}"
  fi
  pg_ctl stop --wait --mode fast
fi
# The image's own server listens for everybody.
[ "${1#-}" = "$1" ] || set -- postgres "$@"
exec "$@" -c listen_addresses='*'
