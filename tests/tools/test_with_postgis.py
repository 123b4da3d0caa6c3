"""with_postgis.py offers a loaded server to a command, and leaves nothing behind, however it ends."""

import contextlib
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from unittest import mock

import with_postgis

TOOL = Path(__file__).resolve().parent / "with_postgis.py"
EVENTS = TOOL.parents[1] / "postgis" / "events.sql"
COUNTS = ("SELECT (SELECT count(*) FROM incidents), (SELECT count(*) FROM incidents WHERE geom IS NULL), "
          "(SELECT count(*) FROM walks), (SELECT count(*) FROM thefts), (SELECT count(*) FROM archive.incidents), "
          "(SELECT min(code) FROM incidents), (SELECT ST_SRID(geom) FROM incidents LIMIT 1)")


class WithPostgis(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.sql = self.folder / "little.sql"
        self.sql.write_text("CREATE TABLE t AS SELECT 1 AS a;\n")

    def command(self, sql, script):
        return [sys.executable, "-B", str(TOOL), str(sql), "--", "bash", "-c", script]

    def run_tool(self, sql, script):
        programs = with_postgis.programs_folder()
        return subprocess.run(self.command(sql, script), check=False, stdin=subprocess.DEVNULL, encoding="utf-8",
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "PGHOST": "elsewhere"})

    def assert_gone(self, folder, port):
        self.assertFalse(Path(folder).exists(), folder)
        self.assert_no_server(port)

    def assert_no_server(self, port):
        with self.assertRaises(ConnectionRefusedError):
            with_postgis.socket.create_connection(("127.0.0.1", int(port)), timeout=5).close()

    def started(self, script, first="true"):
        """Starts the tool; gives it with the folder and the port, which its command has written after what comes first."""
        said = self.folder / "said"
        script = f'{first}; echo "$LYKTA_TEST_SOCKET $PGPORT" >"{said}.part"; mv "{said}.part" "{said}"; {script}'
        tool = subprocess.Popen(self.command(self.sql, script), stdin=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while not said.exists() and tool.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        self.assertTrue(said.exists(), "the command did not run")
        return tool, *said.read_text().split()

    def test_the_command_finds_the_events_and_nothing_stays(self):
        done = self.run_tool(EVENTS, f'psql -qAt -c "{COUNTS}"; psql -qAt -h "$LYKTA_TEST_SOCKET" -c "SELECT 5"; '
                                     'env -u PGPASSWORD psql -w -c "SELECT 6"; '
                                     'echo "$LYKTA_TEST_DATABASE"; echo "$LYKTA_TEST_SOCKET $PGPORT"; exit 3')
        self.assertEqual(done.returncode, 3, done.stderr)
        counts, socket_answer, database, place = done.stdout.splitlines()
        folder, port = place.split()
        self.assertEqual(counts, "200|1|40|50|12|000001|3006")
        self.assertEqual(socket_answer, "5")
        self.assertIn("no password supplied", done.stderr)  # at 127.0.0.1 it is asked for
        self.assertEqual(database, f"PG:host=127.0.0.1 port={port} dbname=lykta")
        self.assert_gone(folder, port)

    def test_after_a_signal_nothing_stays(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            (self.folder / "said").unlink(missing_ok=True)
            tool, folder, port = self.started("sleep 60 & wait", first=f'trap "touch {self.folder}/ended" EXIT')
            self.assertTrue(Path(folder).exists())
            tool.send_signal(number)
            self.assertEqual(tool.wait(timeout=30), 128 + number)
            self.assertTrue((self.folder / "ended").exists(), "the command was not ended")
            (self.folder / "ended").unlink()
            self.assert_gone(folder, port)

    def test_after_a_kill_the_server_ends_by_itself(self):
        tool, folder, port = self.started("sleep 3")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        tool.kill()
        tool.wait()
        until = time.monotonic() + 20
        while (Path(folder) / f".s.PGSQL.{port}").exists() and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.2)
        self.assert_no_server(port)

    def test_wrong_sql_fails_and_nothing_runs(self):
        self.sql.write_text("SELECT 1 FROM no_such_table;\n")
        before = set(Path("/tmp").glob("lykta-pg-*"))
        done = self.run_tool(self.sql, "echo ran")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn('relation "no_such_table" does not exist', done.stderr)
        self.assertEqual(set(Path("/tmp").glob("lykta-pg-*")) - before, set())

    def test_a_command_that_is_not_there_or_a_file_that_is_not_there_fails(self):
        done = subprocess.run([sys.executable, "-B", str(TOOL), str(self.sql), "--", "no-such-command"], check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        self.assertEqual(done.returncode, 1)
        self.assertIn("no-such-command", done.stderr)
        self.assertEqual(self.run_tool(self.folder / "none.sql", "echo ran").returncode, 1)


class WithoutPostgis(unittest.TestCase):
    def test_where_it_is_not_installed_the_command_is_skipped(self):
        printed = io.StringIO()
        with mock.patch.object(with_postgis, "programs_folder", return_value=None), contextlib.redirect_stdout(printed):
            self.assertEqual(with_postgis.main([str(EVENTS), "--", "false"]), with_postgis.SKIPPED)
        self.assertIn("not installed", printed.getvalue())

    def test_without_a_command_it_says_how_it_is_used(self):
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(with_postgis.main([str(EVENTS), "psql"]), 2)
            self.assertEqual(with_postgis.main([str(EVENTS), "--"]), 2)


if with_postgis.programs_folder() is None:
    WithPostgis = unittest.skip("PostgreSQL with PostGIS is not installed")(WithPostgis)


if __name__ == "__main__":
    unittest.main()
