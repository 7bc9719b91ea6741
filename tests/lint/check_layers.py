"""Holds the include table of the architecture: arrows point down only.

  server -> api -> store -> domain -> common/{base,vocabulary,tabular,sources}

Beside the store, rescoring has `fetch`: what speaks to publishers. The folders of a layer are rooms of their own: no
two lead to each other, directly or by way of others.

A link rule does not see a header that is merely included; this does. Usage: check_layers.py ROOT
"""

import re
import sys

import project

SERVICES = ("labor", "catalog", "alignment", "rescoring", "gateway")
LAYERS = ("domain", "store", "fetch", "api", "server")

# What a folder of services/common may include, beside itself (its README has the same table).
COMMON = {
    "base": set(),
    "vocabulary": {"base"},
    "testing": {"base"},
    "tabular": {"base"},
    "storage": {"base"},
    "sources": {"base"},
    "telemetry": {"base"},
    "rpc": {"base", "telemetry"},
    "config": {"base", "telemetry", "rpc"},
}
# The folders of services/common that a layer may include.
COMMON_OF_LAYER = {
    "domain": {"base", "vocabulary", "tabular", "sources"},
    "store": {"base", "vocabulary", "tabular", "storage", "telemetry"},
    "fetch": {"base", "sources"},
    "api": set(COMMON) - {"testing", "config"},
    "server": set(COMMON) - {"testing"},
    "clients": {"base", "vocabulary", "rpc", "sources"},
}
# Outside headers that make a domain impure: files, clocks, logs, SQL, messages.
IMPURE = re.compile(
    r"^(fstream|filesystem|chrono|sqlite3\.h|absl/time/clock\.h|spdlog/.*|google/protobuf/.*"
    r"|google/(api|rpc|longrunning)/.*|plumbline/.*\.pb\.h|cstdio|stdio\.h|unistd\.h|sys/.*)$")
GRPC = re.compile(r"^(grpc/.*|grpcpp/.*|.*\.grpc\.pb\.h)$")
INCLUDE = re.compile(r'^\s*#\s*include\s*["<]([^">]+)[">]')


def zone_of(path):
    """Where a path stands: (kind, name), such as ("domain", "labor") or ("common", "rpc")."""
    parts = str(path).split("/")
    if parts[0] == "services" and len(parts) > 2:
        if parts[1] == "common":
            return ("common", parts[2])
        if parts[1] in SERVICES and parts[2] in LAYERS:
            return (parts[2], parts[1])
        if parts[1] == "plumblined":
            return ("plumblined", "")
        return ("unknown", parts[1])
    if parts[0] == "clients":
        return ("clients", parts[1] if len(parts) > 1 else "")
    if parts[0] == "tests":
        return ("tests", "")
    return ("outside", "")


def is_test(path):
    """Tests, and the suites that every implementation of an interface runs."""
    name = str(path).rsplit("/", 1)[-1]
    return bool(re.search(r"(_test\.cc|_conformance\.(cc|h))$", name)) or "/testing/" in str(path)


def allows_grpc(zone):
    return zone[0] in ("api", "server", "clients", "tests", "plumblined") or zone == ("common", "rpc")


def refusal_of_project_header(zone, target, test):
    """Why a file in `zone` may not include one in `target`; None when it may."""
    kind, name = zone
    if kind == "tests" or zone == target:
        return None
    if test and target == ("common", "testing"):
        return None
    if target[0] == "unknown":
        return "is in no layer"
    if kind == "common":
        if target[0] != "common":
            return "common includes no service and no client"
        return None if target[1] in COMMON.get(name, {"base"}) else f"common/{name} may not include it"
    if target[0] == "common":
        layer = "server" if kind == "plumblined" else kind
        allowed = target[1] in COMMON_OF_LAYER.get(layer, set())
        return None if allowed else f"{kind} may not include common/{target[1]}"
    if target[0] == "clients":
        return None if kind in ("api", "server", "plumblined", "clients") else f"{kind} calls no service"
    if kind == "plumblined":
        return None
    if kind == "clients":
        return "clients include no service"
    if target[1] != name:
        return "a service never includes another; use clients/cpp"
    if LAYERS.index(target[0]) > LAYERS.index(kind):
        return f"arrows point down only: {kind} may not include {target[0]}"
    return None


def refusal(path, header):
    """Why `path` may not include `header`; None when it may."""
    zone = zone_of(path)
    if zone[0] == "unknown":
        return "the including file is in no layer"
    if GRPC.match(header) and not allows_grpc(zone):
        return "gRPC is for api, server, clients, tests, plumblined and common/rpc"
    if zone[0] == "domain" and not is_test(path) and IMPURE.match(header):
        return "domain is pure: no file, clock, log, SQL or message"
    if header.startswith(("services/", "clients/")):
        return refusal_of_project_header(zone, zone_of(header), is_test(path))
    return None


def offences_in(path, text):
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        match = INCLUDE.match(line)
        why = refusal(path, match.group(1)) if match else None
        if why:
            found.append(f"{path}:{number}: includes {match.group(1)}: {why}")
    return found


def room_of(path):
    """The layer of a path and its room there, `.` for none: ("services/labor/domain", "oews"); None outside of layers."""
    parts = str(path).split("/")
    if len(parts) < 4 or zone_of(path)[0] not in LAYERS:
        return None
    return "/".join(parts[:3]), parts[3] if len(parts) > 4 else "."


def arrows_between_rooms(sources):
    """Of (path, text) pairs: {layer: {room: {other room: an include that leads there}}}."""
    arrows = {}
    for path, text in sources:
        room = room_of(path)
        if room is None or is_test(path):
            continue
        for line in text.splitlines():
            match = INCLUDE.match(line)
            other = room_of(match.group(1)) if match else None
            if other and other != room and other[0] == room[0]:
                rooms = arrows.setdefault(room[0], {})
                rooms.setdefault(room[1], {}).setdefault(other[1], f"{path} includes {match.group(1)}")
    return arrows


def way(rooms, start, end):
    """The includes that lead from one room to another; None when nothing does."""
    ways = {start: []}
    queue = [start]
    for room in queue:
        for other, include in rooms.get(room, {}).items():
            if other == end:
                return ways[room] + [include]
            if other not in ways:
                ways[other] = ways[room] + [include]
                queue.append(other)
    return None


def circles(sources):
    """A circle for each room that leads back to itself."""
    found = []
    for layer, rooms in arrows_between_rooms(sources).items():
        for room in sorted(rooms):
            back = way(rooms, room, room)
            if back:
                found.append(f"{layer}/{room} leads back to itself: " + "; ".join(back))
    return found


def offences(root):
    sources = [(path, project.read(root, path)) for path in project.cpp_files(root)
               if str(path).startswith(("services/", "clients/"))]
    return [found for path, text in sources for found in offences_in(path, text)] + circles(sources)


if __name__ == "__main__":
    project.finish(offences(sys.argv[1]))
