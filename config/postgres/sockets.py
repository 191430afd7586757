"""The folder of the embedded server's socket: short, private, and the same at every start.

A socket's address holds about a hundred bytes, so it cannot stand in the project, whose path may
be longer. It stands in a folder of its own among the temporary files. A folder that is already
there is used only if it is the server's own and nobody else may enter; another user could have
put it there.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from config.postgres.account import Account, EmbeddedDatabaseError, may_enter

PORT = 5432  # only a part of the socket's name; nothing listens on TCP
_NAME = f".s.PGSQL.{PORT}"
_LONGEST = 103 - len(f"/{_NAME}")  # what the strictest of the systems takes for an address


def path(folder: Path) -> Path:
    """The socket itself."""
    return folder / _NAME


def usual(data: Path, account: Account) -> Path:
    """The folder for these data: always the same, so that a restart heals open connections."""
    mark = sha256(os.fsencode(data.resolve())).hexdigest()[:12]
    return _base(account) / f"proxies-{account.uid}-{mark}"


def make(data: Path, account: Account) -> Path:
    """An empty, private folder; a fresh name where the usual one is in someone else's hands."""
    folder = usual(data, account)
    remove(folder, account)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        folder = Path(tempfile.mkdtemp(prefix="proxies-", dir=folder.parent))
    if not account.is_own:
        os.chown(folder, account.uid, account.gid)
    return folder


def remove(folder: Path, account: Account) -> None:
    """Remove a socket folder of ours; what is not surely ours stays."""
    if folder.name.startswith("proxies-") and is_private(folder, account):
        shutil.rmtree(folder, ignore_errors=True)


def is_private(folder: Path, account: Account) -> bool:
    """Whether it is a real folder of the account that nobody else may enter."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    mode = status.st_mode
    return stat.S_ISDIR(mode) and status.st_uid == account.uid and not stat.S_IMODE(mode) & 0o077


@lru_cache
def _base(account: Account) -> Path:
    for base in (tempfile.gettempdir(), "/tmp", "/var/tmp"):  # noqa: S108 (only a private folder in it)
        # Short enough, and of characters that neither a shell nor a list of folders reads.
        longest = os.fsencode(f"{base}/proxies-{2**32}-{'0' * 12}")
        is_fit = len(longest) <= _LONGEST and re.fullmatch(r"[\w./+-]+", base)
        if is_fit and may_enter(account, Path(base)):
            return Path(base)
    raise EmbeddedDatabaseError(
        "There is no folder for the database's socket: the temporary folder's path is too long or "
        "barred, and so are /tmp and /var/tmp. Set TMPDIR to a short one, or DATABASE_URL."
    )
