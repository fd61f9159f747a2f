# shellcheck shell=bash
# Writes accord.conf and nginx.conf for one VAR. Sourced by stack.sh.

# pool_conf POOL DB_USER SETTING…
pool_conf() {
	local pool=$1 user=$2
	shift 2
	echo
	echo "$pool.socket = $SOCKETS/accord-$pool.sock"
	local mode
	for mode in read write; do
		echo "$pool.db_${mode}_user = ${user}_$mode"
		echo "$pool.db_${mode}_password_file = $VAR/secrets/${user}_$mode"
	done
	printf "$pool.%s\n" "$@"
}

accord_conf() {
	cat <<-END
		# Written by docker/stack.sh each time it starts.
		council = Exampleshire County Council
		origins = http://localhost:$PORT http://127.0.0.1:$PORT https://localhost:$TLS_PORT https://127.0.0.1:$TLS_PORT
		demonstration = $DEMO
		db.socket = $SOCKETS/db.sock
		db.name = accord
		owner.db_user = accord_admin
		owner.db_password_file = $VAR/secrets/accord_admin
		jobs.db_user = jobs
		jobs.db_password_file = $VAR/secrets/jobs
		keys.dir = $VAR/keys
		sql.dir = $ROOT/sql
		mail.dir = $VAR/mail
		mail.from = Accord <accord@example.org>
		clamd.socket = $CLAMD
		record.anchor = $VAR/anchors.log
		disk.folder = $VAR/db
	END
	if [[ -n $NOW ]]; then
		echo "clock.moved_s = $(($(date -d "$NOW" +%s) - $(date +%s)))"
	fi
	pool_conf pages pages 'workers = 4'
	pool_conf files files 'workers = 2' 'arena_mb = 64' 'body_kb = 21504'
	pool_conf sign-in signin 'workers = 2'
}

nginx_user() {
	if (($(id -u) == 0)); then echo "user root;"; fi
}

nginx_conf() {
	sed -e "s|@USER@|$(nginx_user)|" -e "s|@VAR@|$VAR|g" -e "s|@SHARE@|$ROOT/build|g" \
		-e "s|@SOCKETS@|$SOCKETS|g" \
		-e "s|@PORT@|$PORT|g" -e "s|@TLS_PORT@|$TLS_PORT|g" \
		-e "s|@RATE@|$RATE|g" "$ROOT/nginx/development.conf"
}

config_write() {
	accord_conf >"$CONF"
	cp "$ROOT"/nginx/{http,site,errors,headers,params}.conf "$VAR/nginx"
	nginx_conf >"$VAR/nginx/nginx.conf"
}
