# Servers that a benchmark starts for itself. To be sourced; $dir is a folder of the
# benchmark's own. stop_servers ends them.
servers=()

stop_servers() {
	local pid
	for pid in "${servers[@]}"; do
		kill -INT "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
	done
}

free_port() { echo $(( 20000 + RANDOM % 10000 )); }

# wait_until COMMAND... runs it until it succeeds.
wait_until() {
	local n
	for n in $(seq 100); do
		if "$@" >/dev/null 2>&1; then return; fi
		sleep 0.2
	done
	cat "$dir"/*.log >&2
	exit 1
}

# as_postgres runs a program as somebody whom PostgreSQL accepts.
as_postgres() {
	if [ "$(id -u)" = 0 ]; then
		exec setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
	fi
	exec "$@"
}

# start_postgres sets postgres to the URL of an empty database.
start_postgres() {
	local programs port
	programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
	[ -n "$programs" ] || { echo "PostgreSQL is not installed: run scripts/setup.sh servers" >&2; exit 1; }
	chmod 711 "$dir"
	mkdir "$dir/postgres"
	[ "$(id -u)" != 0 ] || chown postgres "$dir/postgres"
	(cd "$dir/postgres" && as_postgres "$programs/initdb" -D "$dir/postgres/data" -U hecha --auth=trust -E UTF8 --locale=C >/dev/null)
	port=$(free_port)
	(cd "$dir/postgres" && as_postgres "$programs/postgres" -D "$dir/postgres/data" -h 127.0.0.1 -p "$port" -c unix_socket_directories= \
		-c shared_buffers=1GB -c effective_cache_size=4GB -c random_page_cost=1.1 -c max_wal_size=4GB -c maintenance_work_mem=256MB) >"$dir/postgres.log" 2>&1 &
	servers+=($!)
	wait_until "$programs/pg_isready" -q -h 127.0.0.1 -p "$port" -U hecha -d postgres
	postgres="postgres://hecha@127.0.0.1:$port/postgres?sslmode=disable"
}

# start_redis sets redis to host:port of an empty Redis that is as durable as one in
# use.
start_redis() {
	local port
	port=$(free_port)
	mkdir "$dir/redis"
	redis-server --bind 127.0.0.1 --port "$port" --dir "$dir/redis" --appendonly yes --maxmemory-policy noeviction >"$dir/redis.log" 2>&1 &
	servers+=($!)
	wait_until redis-cli -p "$port" ping
	redis=127.0.0.1:$port
}

# start_minio sets minio to the URL of an empty MinIO, whose keys it exports.
start_minio() {
	local port program=${HECHA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/hecha}/tools/minio
	[ -x "$program" ] || { echo "MinIO is not installed: run scripts/setup.sh servers" >&2; exit 1; }
	port=$(free_port)
	export HECHA_S3_ACCESS_KEY=hecha-bench HECHA_S3_SECRET_KEY=hecha-bench-secret
	MINIO_ROOT_USER=$HECHA_S3_ACCESS_KEY MINIO_ROOT_PASSWORD=$HECHA_S3_SECRET_KEY MINIO_BROWSER=off MINIO_UPDATE=off HOME=$dir \
		"$program" server --address "127.0.0.1:$port" --quiet "$dir/minio" >"$dir/minio.log" 2>&1 &
	servers+=($!)
	wait_until curl --fail --silent "http://127.0.0.1:$port/minio/health/live"
	minio=http://127.0.0.1:$port
}
