"""Keeps the text clean: no notes to self, no machine's paths, no stray blanks; the documents say
what others rely on. Usage: check_text.py ROOT
"""

import pathlib
import re
import sys

import project

# Written in two halves, so that this file does not offend itself.
NOTE = re.compile(r"\b(" + "TO" + "DO|FIX" + "ME|XX" + r"X)\b")
MACHINE_PATH = re.compile(r"(?<![\w.}])/(wo" + r"rk|ho" + r"me|Us" + r"ers)/")
# Publishers' own formats keep their publishers' line ends and blanks; a lock file is a tool's.
NOT_OURS = re.compile(r"(^data/samples/|/testdata/|package-lock\.json$|^LICENSE$|^NOTICE$)")
TEXT = {".h", ".cc", ".py", ".sh", ".md", ".txt", ".cmake", ".proto", ".json", ".yaml", ".yml", ".toml",
        ".sql", ".service", ".conf", ".ts", ".tsx", ".css", ".html"}
NAMES = {"CMakeLists.txt", "Containerfile", ".clang-format", ".clang-tidy", ".gitignore", "run"}


def is_text(path):
    return path.suffix in TEXT or path.name in NAMES


def line_offences(path, text):
    for number, line in enumerate(text.split("\n"), 1):
        for wrong, what in ((NOTE.search(line), "a note to self: do it, or make it an issue"),
                            (MACHINE_PATH.search(line), "a path of one machine"),
                            (line.endswith("\r"), "a CR at the line's end"),
                            (re.search(r"[ \t]+\r?$", line), "blanks at the line's end")):
            if wrong:
                yield f"{path}:{number}: {what}"


def adr_offences(root, paths):
    """Decisions are NNNN-title.md, each number once, headed `# N. Title`, with a status."""
    numbers = {}
    for path in paths:
        if path.parent.as_posix() != "docs/adr" or path.name in ("README.md", "0000-template.md"):
            continue
        match = re.match(r"(\d{4})-[a-z0-9-]+\.md$", path.name)
        if not match:
            yield f"{path}: a decision is called NNNN-title.md"
            continue
        number, text = int(match.group(1)), project.read(root, path)
        if number in numbers:
            yield f"{path}: {numbers[number]} has the same number"
        numbers[number] = path
        if not text.startswith(f"# {number}. ") or "\nStatus: " not in text:
            yield f"{path}: starts with `# {number}. Title` and has a line `Status: ...`"


def document_offences(root):
    root = pathlib.Path(root)
    for document, wanted in (("README.md", ("scripts/demo.sh", "scripts/check.sh")),
                             ("CHANGELOG.md", ("Unreleased",))):
        path = root / document
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        for words in wanted:
            if words not in text:
                yield f"{document}: does not name {words}"


def offences(root):
    paths = project.tracked_files(root)
    found = list(document_offences(root)) + list(adr_offences(root, paths))
    for path in paths:
        if is_text(path) and not NOT_OURS.search(str(path)):
            found += line_offences(path, project.read(root, path))
    return found


if __name__ == "__main__":
    project.finish(offences(sys.argv[1]))
