"""Checks that C++ is formatted by .clang-format with clang-format 14. Usage: check_format.py ROOT"""

import re
import shutil
import subprocess
import sys

import project

BATCH = 40


def clang_format_14():
    """The command, or None: other versions print differently."""
    for name in ("clang-format-14", "clang-format"):
        command = shutil.which(name)
        if command and b"version 14." in subprocess.run([command, "--version"], capture_output=True,
                                                        check=False).stdout:
            return command
    return None


def offences(root, command):
    paths = [str(path) for path in project.cpp_files(root)]
    found = set()
    for start in range(0, len(paths), BATCH):
        run = subprocess.run(
            [command, "--dry-run", "-Werror", "--style=file", *paths[start:start + BATCH]], cwd=root,
            capture_output=True, check=False, text=True)
        found |= set(re.findall(r"^(\S+?):\d+:\d+: error:", run.stderr, re.MULTILINE))
    return [f"{path}: not formatted; run {command} -i {path}" for path in sorted(found)]


if __name__ == "__main__":
    tool = clang_format_14()
    if tool is None:
        print("skipped: clang-format 14 is not installed")
        sys.exit(project.SKIPPED)
    project.finish(offences(sys.argv[1], tool))
