#!/bin/sh
# Makes what docker-compose.yml names under deploy/secrets: passwords, a certificate authority, and the servers'
# certificates. What is there already stays as it is, so it may be run again.
set -eu
folder="${1:-$(dirname "$0")/secrets}"
days="${DAYS:-825}"
mkdir -p "$folder"
chmod 700 "$folder"
cd "$folder"

random() { openssl rand -hex 24; }
keep() { [ -e "$1" ] || { printf '%s' "$2" > "$1"; chmod 444 "$1"; }; }

for name in postgres_password ledger_password prefect_database redis_password elastic_password elastic_reader \
    elastic_writer elastic_migrator webhook_secret; do
    keep "$name" "$(random)"
done
keep prefect_auth "phusong:$(random)"
keep redis_users "user default on >$(cat redis_password) ~* &* +@all
"
keep docket_url "redis://default:$(cat redis_password)@redis:6379/1"
keep smtp_password ""  # the mail server's: put it in here

if [ ! -e ca.crt ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "/CN=Phu song CA" \
        -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign" \
        -keyout ca.key -out ca.crt 2> /dev/null
    chmod 400 ca.key
fi
for name in postgres elasticsearch; do
    [ -e "$name.crt" ] && continue
    rm -f "$name.key"
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$name" \
        -keyout "$name.key" -out "$name.csr" 2> /dev/null
    printf 'subjectAltName=DNS:%s,DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n' "$name" \
        > "$name.ext"
    openssl x509 -req -in "$name.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days "$days" -extfile "$name.ext" \
        -out "$name.crt" 2> /dev/null
    rm -f "$name.csr" "$name.ext"
    chmod 444 "$name.key"
done
chmod 444 ./*.crt
echo "deploy/secrets: $(find . -type f | wc -l) files"
