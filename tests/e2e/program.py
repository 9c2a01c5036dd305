"""The project's own programs, as processes."""

import errno
import os
import pathlib
import pty
import selectors
import signal
import subprocess
import termios
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ["ENTENTE_BIN"])  # folder of the built programs
DATA = ROOT / "data"

_START_SECONDS = 30  # sanitizers are slow


class Server:
    """A running server, on a free port unless one is given. Its log goes to `log`."""

    def __init__(self, name, *flags, listen="127.0.0.1:0", log=os.devnull):
        self.name = name
        self.log = pathlib.Path(log)
        with open(log, "ab") as log_file:
            self.process = subprocess.Popen(
                [BIN / name, *map(str, flags), "--listen", listen],
                stdout=subprocess.PIPE, stderr=log_file, text=True)
        self.address = self._read_address()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def _read_address(self):
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            line = self.process.stdout.readline() if selector.select(_START_SECONDS) else ""
        start = f"{self.name} listening on "
        if not line.startswith(start):
            self.kill()
            raise RuntimeError(f"{self.name} did not start:\n{self.log_text()}")
        return line.removeprefix(start).strip()

    def begin_stop(self):
        """Asks it to stop, as systemd and Kubernetes do."""
        self.process.send_signal(signal.SIGTERM)

    def wait(self, timeout=30):
        """Waits for its end; returns its exit code."""
        code = self.process.wait(timeout)
        self.process.stdout.close()
        return code

    def stop(self):
        """Stops it in order. Fails if it does not end well."""
        self.begin_stop()
        if (code := self.wait()) != 0:
            raise RuntimeError(f"{self.name} ended with {code}; its log:\n{self.log_text()}")

    def kill(self):
        """Ends it as a crash or a power cut would."""
        self.process.kill()
        self.wait()

    def running(self):
        return self.process.poll() is None

    def log_text(self):
        return self.log.read_text(encoding="utf-8", errors="replace")


def _environment(env):
    environment = {key: value for key, value in os.environ.items()
                   if not key.startswith(("ENTENTE_", "NO_COLOR", "CLICOLOR", "COLUMNS"))}
    environment.update(env or {}, LC_ALL="C.UTF-8", TZ="UTC")
    return environment


def run(name, *arguments, env=None, timeout=60, stdin="", text=True):
    """Runs a program to its end; returns the CompletedProcess with output as text or bytes."""
    return subprocess.run([BIN / name, *map(str, arguments)], env=_environment(env),
                          input=stdin if text else stdin.encode(), capture_output=True, text=text,
                          timeout=timeout, check=False)


def run_on_terminal(name, *arguments, env=None, timeout=60, columns=80):
    """Runs a program on a terminal; returns what it shows there."""
    terminal, its_end = pty.openpty()
    termios.tcsetwinsize(its_end, (24, columns))
    with subprocess.Popen([BIN / name, *map(str, arguments)], env=_environment(env),
                          stdin=its_end, stdout=its_end, stderr=its_end) as process:
        os.close(its_end)
        late = threading.Timer(timeout, process.kill)
        late.start()
        shown = b""
        with open(terminal, "rb", buffering=0) as screen:
            try:
                while some := screen.read(65536):
                    shown += some
            except OSError as error:  # how Linux says that the other end is closed
                if error.errno != errno.EIO:
                    raise
        late.cancel()
    assert process.returncode == 0, shown
    return shown.decode()


def until(condition, what, seconds=30):
    """Waits until condition() is true; returns what it gave."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not happen within {seconds} s")
        time.sleep(0.02)
    return value
