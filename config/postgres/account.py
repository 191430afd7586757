"""The system account the embedded PostgreSQL runs under.

PostgreSQL refuses to run as root. A process that runs as root therefore hands the server to an
unprivileged account; everybody else runs it as themselves. Permissions are never changed: where
a folder bars that account's way, the folder is named and the remedy is left to its owner.
"""

from __future__ import annotations

import os
import pwd
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class EmbeddedDatabaseError(Exception):
    """The embedded PostgreSQL cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Account:
    """Whom the server runs as."""

    name: str
    uid: int
    gid: int

    @property
    def is_own(self) -> bool:
        return self.uid == os.geteuid()

    @property
    def popen(self) -> dict[str, Any]:
        """Arguments of `subprocess` that run a command as this account, away from Ctrl-C."""
        switch = {} if self.is_own else {"user": self.uid, "group": self.gid, "extra_groups": []}
        return {**switch, "start_new_session": True, "stdin": subprocess.DEVNULL}


def account_for(data: Path) -> Account:
    """The owner of existing data if we may act for it, else ourselves or a stand-in for root."""
    me = os.geteuid()
    owner = data.stat().st_uid if data.exists() else me
    if me not in {0, owner}:
        raise EmbeddedDatabaseError(
            f"{data} belongs to {_name(owner)}, not to {_name(me)}. Run this as {_name(owner)} or "
            "as root, or set PROXIES_VAR to a folder of your own, or DATABASE_URL to a server."
        )
    names = ("postgres", "nobody") if me == 0 else ()
    for who in (*([owner] if owner else []), *names):
        if account := _known(who):
            return account
    if me == 0:
        raise EmbeddedDatabaseError(
            "PostgreSQL does not run as root, and there is neither an account 'postgres' nor "
            "'nobody' to run it. Add one (useradd --system postgres), or set DATABASE_URL to a "
            "server."
        )
    raise EmbeddedDatabaseError(
        f"PostgreSQL needs an account, and user id {me} has none on this system. Run this as a "
        "user with an account, or set DATABASE_URL to a server."
    )


def _known(who: int | str) -> Account | None:
    try:
        entry = pwd.getpwuid(who) if isinstance(who, int) else pwd.getpwnam(who)
    except KeyError:
        return None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _name(uid: int) -> str:
    account = _known(uid)
    return account.name if account else f"user id {uid}"


def give(folder: Path, account: Account) -> None:
    """Make a folder of our own, with all it holds, the account's; only root ever needs to."""
    if account.is_own or folder.stat().st_uid == account.uid:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, account.uid, account.gid, follow_symlinks=False)


def require_way(account: Account, *targets: Path) -> None:
    """Raise an error that names the first folder or file on the way that bars the account."""
    if account.is_own:
        return
    for target in targets:
        if barrier := _barrier(account, target):
            raise EmbeddedDatabaseError(
                f"Run by root, the embedded PostgreSQL runs as the account '{account.name}', which "
                f"may not enter {barrier} on its way to {target}. Either let it pass (chmod o+x "
                f"{shlex.quote(str(barrier))}), or move the project to a folder that others may "
                "enter, or run this as an ordinary user, or set DATABASE_URL to a server of your "
                "own (PROXIES_VAR moves the data alone)."
            )


def may_enter(account: Account, folder: Path) -> bool:
    """Whether the account reaches and may enter a folder."""
    if account.is_own:
        return os.access(folder, os.X_OK)
    return folder.is_dir() and _barrier(account, folder) is None


def _barrier(account: Account, target: Path) -> Path | None:
    """Asked of the kernel as the account itself, so that groups and access lists count."""
    path = target.resolve()
    folders = [*reversed(path.parents), *([path] if path.is_dir() else [])]
    script = 'for folder; do [ -x "$folder" ] || { printf %s "$folder"; exit; }; done'
    shell = shutil.which("sh") or "/bin/sh"
    answer = subprocess.run(  # noqa: S603 (the folders are arguments, not words of the script)
        [shell, "-c", script, shell, *map(str, folders)],
        **account.popen,
        cwd="/",
        capture_output=True,
        check=True,
    )
    return Path(os.fsdecode(answer.stdout)) if answer.stdout else None
