"""What kind of disk a folder lies on: a database file with a write-ahead log must not lie on another machine's."""

from __future__ import annotations

from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
REMOTE = frozenset(
    {
        "9p",
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    }
)


def filesystem_of(folder: Path, mounts: str) -> str:
    """Return the type of the file system that holds a folder, from the text of ``/proc/self/mountinfo``.

    >>> filesystem_of(Path("/srv/roder"), "21 1 8:1 / / rw - ext4 /dev/sda1 rw\\n22 21 0:9 / /srv rw - nfs4 nas:/x rw")
    'nfs4'
    """
    found, depth = "", -1
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields, kinds = before.split(), after.split()
        if len(fields) < 5 or not kinds:  # noqa: PLR2004 - the mount point is the fifth field
            continue
        point = Path(fields[4].encode().decode("unicode_escape"))
        if folder.is_relative_to(point) and len(point.parts) >= depth:
            found, depth = kinds[0], len(point.parts)
    return found


def remote_kind(folder: Path) -> str:
    """Return the type of the file system when it is another machine's, else an empty text."""
    if not MOUNTS.exists():
        return ""
    kind = filesystem_of(folder.resolve(), MOUNTS.read_text(encoding="utf-8"))
    return kind if kind in REMOTE else ""
