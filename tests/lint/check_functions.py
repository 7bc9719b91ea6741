"""Keeps functions and files small: 60 lines a function, 450 a source file, 600 a test.

A table (`= {...}`) may be longer. What has a good reason to be longer stands in
length_allowances.txt with that reason. Usage: check_functions.py ROOT
"""

import pathlib
import re
import sys

import project

MAX_FUNCTION = 60
MAX_FILE = 450
MAX_TEST_FILE = 600

_NOT_CODE = re.compile(
    r'R"(?P<mark>[^\s()\\]{0,16})\(.*?\)(?P=mark)"'  # Raw strings first: they hold anything.
    r'|//[^\n]*|/\*.*?\*/'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'"  # Not the separators in 1'000.
    r"|^[ \t]*#(?:\\\n|[^\n])*", re.DOTALL | re.MULTILINE)
_CONTAINER = re.compile(r'\b(namespace|class|struct|union|enum|extern)\b[^()=]*$')
_NAME = re.compile(r"([~\w:]+|operator\W{1,3})\s*\(")


def code_only(text):
    """The text with comments, literals and preprocessor lines blanked; line breaks stay."""
    return _NOT_CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def _is_table(head):
    after = head.rsplit("=", 1)
    return len(after) == 2 and ")" not in after[1]


def functions_in(text):
    """(name, first line, last line) of every function body outside other bodies."""
    code = code_only(text)
    line, head, head_line = 1, "", 1
    depth = 0  # Inside a body; 0 among declarations.
    name, start, table = "", 0, False
    for char in code:
        if char == "\n":
            line += 1
        if depth:
            depth += {"{": 1, "}": -1}.get(char, 0)
            if not depth:
                if not table:
                    yield (name, start, line)
                head = ""
            continue
        if char == "{" and not _CONTAINER.search(head):
            match = _NAME.search(head)
            name = match.group(1).strip().split("::")[-1] if match else head.strip()[:40]
            depth, start, table = 1, head_line, _is_table(head)
        elif char in "{};" or (char == ":" and head.strip() in ("public", "protected", "private")):
            head = ""
        else:
            if not head.strip():
                head, head_line = "", line
            head += char


def read_allowances(text):
    """`path` or `path:function`, then the reason, one a line."""
    allowances = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        key, _, reason = line.partition(" ")
        allowances[key] = reason.strip()
    return allowances


def too_long(path, text):
    """(key, message) of what is too long in one file."""
    lines = text.count("\n")
    limit = MAX_TEST_FILE if path.name.endswith("_test.cc") else MAX_FILE
    if lines > limit:
        yield (str(path), f"{path}: {lines} lines, at most {limit}")
    for name, first, last in functions_in(text):
        if last - first + 1 > MAX_FUNCTION:
            yield (f"{path}:{name}",
                   f"{path}:{first}: {name} has {last - first + 1} lines, at most {MAX_FUNCTION}")


def offences(root, allowances):
    found, used = [], set()
    for path in project.cpp_files(root):
        for key, message in too_long(path, project.read(root, path)):
            used.add(key)
            if not allowances.get(key):
                found.append(message)
    found += [f"length_allowances.txt: {key} is not needed any more, or gives no reason"
              for key, reason in allowances.items() if key not in used or not reason]
    return found


if __name__ == "__main__":
    listed = pathlib.Path(__file__).with_name("length_allowances.txt").read_text(encoding="utf-8")
    project.finish(offences(sys.argv[1], read_allowances(listed)))
