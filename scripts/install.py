"""Make .venv and install a lock file into it, unless that has been done already.

Run by make with the system's Python: `python3 scripts/install.py requirements.lock`.
"""

import fcntl
import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

OLDEST = (3, 11)
PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"


def main(name: str) -> None:
    lock = PROJECT / name
    stamp = VENV / f"{name}.sha256"
    with lock.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # of two starts at once, one installs and one waits
        state = hashlib.sha256(file.read()).hexdigest()
        ensure_venv()
        if stamp.exists() and stamp.read_text(encoding="ascii") == state:
            return
        install(lock)
        stamp.write_text(state, encoding="ascii")


def ensure_venv() -> None:
    """A working environment; one whose Python is gone or too old is made anew."""
    if works():
        return
    print("Making .venv ...", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        venv.create(VENV, with_pip=True, symlinks=True)
    except (ImportError, subprocess.CalledProcessError):
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit(
            "Python's venv module is not complete on this system.\n"
            "On Debian and Ubuntu: apt-get install python3-venv"
        )


def works() -> bool:
    test = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    try:
        done = subprocess.run([PYTHON, "-c", test], check=False)  # noqa: S603 (our own interpreter)
    except OSError:  # there is none, or it points to where this user may not go
        return False
    return done.returncode == 0


def install(lock: Path) -> None:
    print(f"Installing {lock.name} into .venv (once) ...", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    command = [*pip, "--require-hashes", "-r", str(lock)]
    done = subprocess.run(command, check=False)  # noqa: S603 (our own interpreter)
    if done.returncode:
        sys.exit(f"The packages of {lock.name} were not installed; see above.")


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit(
            f"Python {OLDEST[0]}.{OLDEST[1]} or later is needed, and {sys.executable} is "
            f"{sys.version.split()[0]}. Install one, or name one: make PYTHON=... run"
        )
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit(130)
