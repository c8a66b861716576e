#!/bin/sh
# PostgreSQL wants its key for itself alone; the secret's file is readable by others.
set -eu
install -d -o postgres -g postgres -m 700 /tmp/tls
install -o postgres -g postgres -m 600 /run/secrets/postgres.key /tmp/tls/server.key
install -o postgres -g postgres -m 644 /run/secrets/postgres.crt /tmp/tls/server.crt
exec docker-entrypoint.sh postgres \
    -c ssl=on -c ssl_cert_file=/tmp/tls/server.crt -c ssl_key_file=/tmp/tls/server.key -c ssl_min_protocol_version=TLSv1.2 \
    -c password_encryption=scram-sha-256 -c max_connections=120 -c shared_buffers=512MB -c timezone=UTC \
    -c log_min_duration_statement=5000 -c log_connections=off
