#!/bin/sh
# Once, on an empty volume: a role and a database for the ledger and for Prefect, neither with more than its own;
# from the network only with TLS and a password.
set -eu
ledger="$(cat "${SECRETS:-/run/secrets}/ledger_password")"
prefect="$(cat "${SECRETS:-/run/secrets}/prefect_database")"
psql -v ON_ERROR_STOP=1 -v ledger="$ledger" -v prefect="$prefect" --username "${POSTGRES_USER:-postgres}" --dbname postgres << 'SQL'
CREATE ROLE phusong LOGIN PASSWORD :'ledger' NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 60;
CREATE ROLE prefect LOGIN PASSWORD :'prefect' NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 50;
CREATE DATABASE phusong OWNER phusong TEMPLATE template0 ENCODING 'UTF8';
CREATE DATABASE prefect OWNER prefect TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE phusong, prefect, postgres FROM PUBLIC;
SQL
sed -i -E 's/^host[[:space:]]+all[[:space:]]+all[[:space:]]+all[[:space:]].*/hostssl all all all scram-sha-256/' "$PGDATA/pg_hba.conf"
