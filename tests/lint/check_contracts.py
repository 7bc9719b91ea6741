"""Lints the contracts with buf, from an image made by protoc: nothing is fetched.

Usage: check_contracts.py PROTO_DIR GOOGLE_PROTOS_DIR
PROTO_DIR holds buf.yaml and plumbline/; buf comes from PROTO_DIR/node_modules.
"""

import pathlib
import subprocess
import sys
import tempfile

import project


def offences(proto_dir, google_dir, buf, config):
    files = sorted(path.relative_to(proto_dir).as_posix()
                   for path in (proto_dir / "plumbline").rglob("*.proto"))
    if not files:
        return [f"{proto_dir}: there are no contracts to lint"]
    with tempfile.TemporaryDirectory() as scratch:
        image = pathlib.Path(scratch) / "image.binpb"
        made = subprocess.run(
            ["protoc", "-I", proto_dir, "-I", google_dir, "--include_imports",
             "--include_source_info", f"--descriptor_set_out={image}", *files],
            capture_output=True, check=False, text=True)
        if made.returncode:
            return made.stderr.splitlines()
        lint = subprocess.run([buf, "lint", image, "--config", config], capture_output=True,
                              check=False, text=True, cwd=scratch)
    told = (lint.stdout + lint.stderr).splitlines()
    return told if lint.returncode else []


def main(proto_dir, google_dir):
    buf = proto_dir / "node_modules/.bin/buf"
    if not buf.exists():
        project.finish([f"{buf} is missing: run scripts/setup.sh"])
    project.finish(offences(proto_dir, google_dir, buf, proto_dir / "buf.yaml"))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve())
