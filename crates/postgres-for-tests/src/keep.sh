# Runs a server until standard input ends: however the process that holds its other end goes, it closes. Then nothing is left of the server.
# $1: the folder of the programs; the others: ports to try.
set -u
programs=$1
shift
folder=$(mktemp -d /tmp/sightline-postgres.XXXXXX) || { echo "no folder in /tmp"; exit 1; }
clear_up() {
    "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop > /dev/null 2>&1
    rm -rf "$folder"
}
trap clear_up EXIT
trap 'exit 1' HUP INT TERM

set_up() {
    "$programs/initdb" -D "$folder/data" -U sightline -A trust --no-sync -E UTF8 "--locale=$1" > "$folder/log" 2>&1
}
# Not every system has C.UTF-8.
set_up C.UTF-8 || { rm -rf "$folder/data"; set_up C; } || { echo "initdb: $(tail -n 3 "$folder/log" | tr '\n' ' ')"; exit 1; }

# What is lost if the machine fails is lost gladly.
cat >> "$folder/data/postgresql.conf" << END
listen_addresses = '127.0.0.1'
unix_socket_directories = '$folder'
fsync = off
full_page_writes = off
synchronous_commit = off
max_connections = 200
shared_buffers = 32MB
END

for port in "$@"; do
    if "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 30 -o "-p $port" start > /dev/null 2>&1; then
        echo "$port"
        cat > /dev/null
        exit 0
    fi
done
echo "pg_ctl: $(tail -n 3 "$folder/log" | tr '\n' ' ')"
exit 1
