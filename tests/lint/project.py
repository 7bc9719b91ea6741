"""What every check needs: the project's files, and how offences are told."""

import pathlib
import subprocess
import sys

SKIPPED = 77  # ctest's SKIP_RETURN_CODE.


def tracked_files(root):
    """The files under version control, or all files where there is none, as sorted paths below `root`."""
    root = pathlib.Path(root)
    listing = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z"], capture_output=True, check=False)
    if listing.returncode == 0 and listing.stdout:
        names = listing.stdout.decode().split("\0")
        found = [pathlib.PurePosixPath(name) for name in names if name]
        return sorted(path for path in found if (root / path).is_file())
    left_out = {".git", "node_modules", "build", ".cache"}
    return sorted(
        pathlib.PurePosixPath(path.relative_to(root).as_posix())
        for path in root.rglob("*")
        if path.is_file() and not left_out & set(path.relative_to(root).parts))


def cpp_files(root):
    """The C++ sources and headers among them."""
    return [path for path in tracked_files(root) if path.suffix in (".h", ".cc")]


def read(root, path):
    """A file's text; bytes that are not UTF-8 are kept apart, not lost."""
    return (pathlib.Path(root) / path).read_bytes().decode("utf-8", "surrogateescape")


def finish(offences):
    """Prints the offences and ends the process: 1 when there are any."""
    for offence in offences:
        print(offence)
    print(f"{len(offences)} offences" if offences else "no offences")
    sys.exit(1 if offences else 0)
