#!/bin/bash
# Certificates into the config folder, the only place the server reads from; roles and users by file, so that they
# stand before the first request and need no superuser afterwards.
set -euo pipefail
cd "${ES_HOME:-/usr/share/elasticsearch}"
config="${ES_PATH_CONF:-config}"
secrets="${SECRETS:-/run/secrets}"
mkdir -p "$config/certs"
for name in ca.crt elasticsearch.crt elasticsearch.key; do
    rm -f "$config/certs/$name"
    cp "$secrets/$name" "$config/certs/$name"
    chmod 600 "$config/certs/$name"
done
cp "${ROLES:-/deploy/roles.yml}" "$config/roles.yml"
for role in reader writer migrator; do
    password="$(cat "$secrets/elastic_$role")"
    if grep -q "^phusong_$role:" "$config/users" 2> /dev/null; then
        bin/elasticsearch-users passwd "phusong_$role" -p "$password"
    else
        bin/elasticsearch-users useradd "phusong_$role" -p "$password" -r "phusong_$role"
    fi
done
ELASTIC_PASSWORD="$(cat "$secrets/elastic_password")"
export ELASTIC_PASSWORD
[ "$#" -gt 0 ] || set -- /bin/tini -- /usr/local/bin/docker-entrypoint.sh eswrapper
exec "$@"
