#!/usr/bin/env python3
"""Runs a command beside a throw-away PostgreSQL server with PostGIS.

    with_postgis.py SQL_FILE -- COMMAND...

Makes a cluster in a temporary folder, starts it on a free port of 127.0.0.1 and on a unix socket in that folder, loads
the SQL file into a new database and runs the command with PGHOST, PGPORT, PGUSER, PGDATABASE, PGPASSWORD and
    LYKTA_TEST_DATABASE   "PG:host=127.0.0.1 port=... dbname=lykta"
    LYKTA_TEST_SOCKET     the folder of the unix socket, for "PG:host=$LYKTA_TEST_SOCKET port=$PGPORT dbname=lykta"
The server asks for the password at 127.0.0.1 and trusts the socket. It is stopped and its folder removed whatever
happens, after SIGINT, SIGTERM and SIGHUP too; after SIGKILL the server ends by itself, but the folder stays. The exit
code is that of the command; 77, which CTest takes for "skipped", where PostgreSQL or PostGIS is not installed; 1 when
the server or the SQL fails. As root it runs the server as user postgres. The cluster of the system is neither needed
nor touched.

Debian: postgresql-15, postgresql-15-postgis-3 (apt-get install --no-install-recommends).
"""

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SKIPPED = 77
USER, PASSWORD, DATABASE = "lykta", "only for this test", "lykta"
SECONDS_TO_START = 60
START_ATTEMPTS = 5  # another program may take the free port before the server does
PORT_IS_TAKEN = re.compile(r"address already in use", re.IGNORECASE)


class Failure(Exception):
    pass


def programs_folder():
    """Where initdb is, of the newest version that has PostGIS; nothing when there is none."""
    found = []
    for initdb in Path("/usr/lib/postgresql").glob("*/bin/initdb"):
        version = initdb.parents[1].name
        if Path(f"/usr/share/postgresql/{version}/extension/postgis.control").is_file():
            found.append((int(version.split(".")[0]), initdb.parent))
    return max(found)[1] if found else None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A cluster in a folder of its own, from `start` to `stop`."""

    def __init__(self, programs):
        self.programs = programs
        # A unix socket's path must be short, so the folder is not below a deep TMPDIR.
        self.folder = Path(tempfile.mkdtemp(prefix="lykta-pg-", dir="/tmp"))
        self.port = 0
        self.process = None
        self.owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else None

    def command(self, program, *arguments):
        """The command line of a program of PostgreSQL, run as the owner of the cluster; it ends when we end."""
        prefix = ["setpriv", "--pdeathsig", "QUIT"]
        if self.owner:
            prefix += [f"--reuid={self.owner.pw_uid}", f"--regid={self.owner.pw_gid}", "--init-groups"]
        return [*prefix, str(self.programs / program), *map(str, arguments)]

    def surroundings(self):
        # Whatever says in our own environment which server to use must not reach these programs.
        plain = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return {"cwd": self.folder, "env": {**plain, "LC_ALL": "C.UTF-8"}}

    def call(self, program, *arguments, text=""):
        """Runs a program of PostgreSQL with this standard input. Throws Failure with what it printed."""
        done = subprocess.run(self.command(program, *arguments), **self.surroundings(), input=text, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
        if done.returncode != 0:
            raise Failure(f"{program} ended with exit code {done.returncode}:\n{done.stdout}")

    def make_cluster(self):
        if self.owner:
            os.chown(self.folder, self.owner.pw_uid, self.owner.pw_gid)
        # The command may run as somebody else, and must reach the socket.
        self.folder.chmod(0o755)
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        self.call("initdb", "--pgdata", self.folder / "data", "--username", USER, "--pwfile", secret,
                  "--auth-host", "scram-sha-256", "--auth-local", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8",
                  "--no-sync", "--no-instructions")

    def start(self):
        self.make_cluster()
        for attempt in range(START_ATTEMPTS):
            log = self.folder / f"log_{attempt}"
            self.port = free_port()
            settings = {"listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": self.folder,
                        "fsync": "off", "shared_buffers": "16MB", "max_connections": 20, "timezone": "UTC"}
            options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
            with open(log, "wb") as printed:
                # Its own session: Ctrl-C in a terminal is for us, and we stop the server.
                self.process = subprocess.Popen(self.command("postgres", "-D", self.folder / "data", *options),
                                                **self.surroundings(), stdin=subprocess.DEVNULL, stdout=printed,
                                                stderr=subprocess.STDOUT, start_new_session=True)
            if self.is_ready():
                return
            said = log.read_text(errors="replace")
            if attempt + 1 == START_ATTEMPTS or not PORT_IS_TAKEN.search(said):
                raise Failure(f"the server does not start:\n{said}")

    def is_ready(self):
        """Waits until the server answers; false when it ended instead or takes too long."""
        until = time.monotonic() + SECONDS_TO_START
        while self.process.poll() is None and time.monotonic() < until:
            try:
                self.call("pg_isready", "--host", self.folder, "--port", self.port)
                return True
            except Failure:
                time.sleep(0.05)
        return False

    def load(self, sql):
        local = ("--host", self.folder, "--port", self.port, "--username", USER)
        self.call("createdb", *local, DATABASE)
        self.call("psql", *local, "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", DATABASE, text=sql)

    def environment(self):
        return {"PGHOST": "127.0.0.1", "PGPORT": str(self.port), "PGUSER": USER, "PGDATABASE": DATABASE,
                "PGPASSWORD": PASSWORD, "LYKTA_TEST_SOCKET": str(self.folder),
                "LYKTA_TEST_DATABASE": f"PG:host=127.0.0.1 port={self.port} dbname={DATABASE}"}

    def stop(self):
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)  # at once, without writing anything
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class Interrupted(Exception):
    pass


def interrupt(number, _):
    # Once is enough: a second signal must not disturb the clearing up.
    for ours in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ours, signal.SIG_IGN)
    raise Interrupted(number)


def run(command, environment):
    """The exit code of the command; ends it when we are to end."""
    child = subprocess.Popen(command, env={**os.environ, **environment})
    try:
        code = child.wait()
    except Interrupted:
        child.terminate()
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        raise
    return code if code >= 0 else 128 - code


def main(arguments):
    if len(arguments) < 3 or arguments[1] != "--":
        print(__doc__, file=sys.stderr)
        return 2
    programs = programs_folder()
    if programs is None:
        print("skipped: PostgreSQL with PostGIS is not installed (postgresql-15, postgresql-15-postgis-3)")
        return SKIPPED
    try:
        sql = Path(arguments[0]).read_text(encoding="utf-8")
    except OSError as error:
        print(f"with_postgis.py: {error}", file=sys.stderr)
        return 1
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    server = None
    try:
        server = Server(programs)
        server.start()
        server.load(sql)
        return run(arguments[2:], server.environment())
    except Interrupted as interrupted:
        return 128 + interrupted.args[0]
    except (Failure, OSError, KeyError) as failure:
        print(f"with_postgis.py: {failure}", file=sys.stderr)
        return 1
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        if server is not None:
            server.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
