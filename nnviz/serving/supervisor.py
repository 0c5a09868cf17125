"""Starts replicas and nginx, replaces what ends, and ends them all."""

from __future__ import annotations

import secrets
import signal
import subprocess
import sys
import threading
import time
from types import FrameType

from nnviz.serving import nginx, teacher
from nnviz.serving.replica import Replica
from nnviz.serving.settings import ClassServer

_LOOK = 0.5  # seconds between looks at the processes
_COUNT = 2.0  # seconds between two counts of the students
_PAUSE = 2.0  # seconds from one start of a replica to the next, if it ends at once
_READY = 60.0  # seconds within which a replica answers
_END = 8.0  # seconds for each process to end by itself


def serve(server: ClassServer) -> int:
    """Serve a class until the process is told to end; return its exit status."""
    program = nginx.program()
    supervisor = Supervisor(server, program)
    stop = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    try:
        supervisor.start()
        _say(teacher.greeting(server))
        _say(f"For you alone: {_local(server)}/teacher\nEnd with Ctrl+C.\n")
        supervisor.watch(stop)
    finally:
        _say("\nThe class's server ends.\n")
        supervisor.end()
    return 0


class Supervisor:
    """The processes of a class's server.

    Parameters
    ----------
    server : ClassServer
    program : str
        Where nginx is.

    """

    def __init__(self, server: ClassServer, program: str) -> None:
        """Write the configuration; nothing starts yet."""
        self.server = server
        folder = server.folder
        (folder / "tmp").mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        secret = secrets.token_hex(32)
        self.replicas = [
            Replica(server.workers, secret, folder / f"replica-{number}.log")
            for number in range(1, server.replicas + 1)
        ]
        ports = [replica.port for replica in self.replicas]
        self._config = folder / "nginx.conf"
        self._config.write_text(nginx.configuration(server, ports), encoding="utf-8")
        self._command = [program, "-p", str(folder), "-e", str(folder / "error.log")]
        self._nginx: subprocess.Popen[bytes] | None = None
        self._write_page(0)

    def start(self) -> None:
        """Start everything; return when the class can come.

        Raises
        ------
        ValueError
            If nginx refuses to start or a replica does not answer.

        """
        for replica in self.replicas:
            replica.start()
        deadline = time.monotonic() + _READY
        while any(replica.n_students() is None for replica in self.replicas):
            if time.monotonic() > deadline:
                message = f"The app does not start; {self.server.folder}/replica-1.log says why."
                raise ValueError(message)
            time.sleep(_LOOK)
        self._start_nginx()

    def watch(self, stop: threading.Event) -> None:
        """Replace what ends, and count the students, until `stop` is set."""
        counted, before = 0.0, -1
        while not stop.wait(_LOOK):
            for replica in self.replicas:
                if not replica.is_running and replica.age > _PAUSE:
                    replica.start()
            if self._nginx is None or self._nginx.poll() is not None:
                self._start_nginx()
            if time.monotonic() - counted >= _COUNT:
                counted = time.monotonic()
                n_students = sum(replica.n_students() or 0 for replica in self.replicas)
                self._write_page(n_students)
                if n_students != before:
                    _say(f"\r{n_students} of {self.server.students} places are taken.  ")
                before = n_students

    def end(self) -> None:
        """Let nginx finish what it is answering, then end the replicas."""
        if self._nginx is not None and self._nginx.poll() is None:
            self._nginx.send_signal(signal.SIGQUIT)
            try:
                self._nginx.wait(_END)
            except subprocess.TimeoutExpired:
                self._nginx.kill()
                self._nginx.wait()
        for replica in self.replicas:
            replica.end(_END)

    def _start_nginx(self) -> None:
        checked = subprocess.run(  # noqa: S603 -- our own words
            [*self._command, "-t", "-c", self._config], capture_output=True, text=True, check=False
        )
        if checked.returncode:
            message = f"nginx refuses its configuration. {checked.stderr.strip()[-400:]}"
            raise ValueError(message)
        command = [*self._command, "-c", str(self._config)]
        self._nginx = subprocess.Popen(command, start_new_session=True)  # noqa: S603 -- our own

    def _write_page(self, n_students: int) -> None:
        """Write the teacher's page in one piece: nginx may be reading it."""
        draft = self.server.folder / "teacher.tmp"
        draft.write_text(teacher.page(self.server, n_students), encoding="utf-8")
        draft.replace(self.server.folder / "teacher.html")


def _local(server: ClassServer) -> str:
    return f"http://127.0.0.1:{server.port}"


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
