#!/usr/bin/python3
"""Times our benchmarks and their peers alternately in one run and prints the ratios.

    /usr/bin/python3 tests/perf/peers/compare.py [--build DIR] [--repeats N] [--only TEXT]

README.md beside this file says what to install and how to read the table."""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass

import bulk_text

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
WORKBOOK = "oews/2024/natsector_M2024_dl.xlsx"
CSV, FIGURES, SCORING = "plumbline_tabular_perf", "plumbline_labor_figures_benchmark", "plumbline_scoring_benchmark"


@dataclass
class Work:
    name: str
    peer: str  # In peer_works.py.
    ours: list  # (what, binary, benchmark)
    file: str = ""


def works(csv, data):
    return [
        Work("CSV 413,505 x 32", "pandas_csv", [
            ("typed table, 1 thread", CSV, "BM_DelimitedTyped/1/"),
            ("typed table, 2 threads", CSV, "BM_DelimitedTyped/2/"),
            ("figures and markers, 1 thread", FIGURES, "BM_BulkText/1/"),
            ("figures and markers, 2 threads", FIGURES, "BM_BulkText/2/")], csv),
        Work("workbook 16,434 x 32", "pandas_excel", [
            ("cells", CSV, "BM_SectorWorkbook/2/"),
            ("figures and markers", FIGURES, "BM_SectorWorkbook/")], str(pathlib.Path(data) / WORKBOOK)),
        Work("300,000 x 20 x 600, any", "scipy_any", [
            ("1 thread", SCORING, "Matrix/Any/1/"), ("2 threads", SCORING, "Matrix/Any/2/")]),
        Work("300,000 x 20 x 600, weighted share", "scipy_weighted", [
            ("1 thread", SCORING, "Matrix/Weighted/1/"), ("2 threads", SCORING, "Matrix/Weighted/2/")]),
    ]


def run_ours(build, binary, benchmark, environment):
    """Seconds of the best iterations that fit in the shortest run that Google Benchmark makes."""
    command = [build / "perf" / binary, f"--benchmark_filter=^{benchmark}", "--benchmark_format=json",
               "--benchmark_min_time=0.01"]
    output = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    (run,) = json.loads(output.stdout)["benchmarks"]
    if run.get("error_occurred"):
        raise RuntimeError(f"{benchmark}: {run['error_message']}")
    return {"wall": run["real_time"] / 1000, "cpu": run["cpu_time"] / 1000}


def run_peer(work):
    # The system's Python, where the system's packages are.
    command = ["/usr/bin/python3", HERE / "peer_works.py", work.peer, work.file]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def measure(work, build, repeats, environment):
    times = {"peer": []} | {what: [] for what, _, _ in work.ours}
    for _ in range(repeats):
        for what, binary, benchmark in work.ours:
            times[what].append(run_ours(build, binary, benchmark, environment))
        times["peer"].append(run_peer(work))
    return times


def middle(runs, clock):
    return statistics.median(run[clock] for run in runs)


def spread(runs):
    """How far apart the CPU times of equal runs are: the noise of the machine."""
    cpu = [run["cpu"] for run in runs]
    return f"{min(cpu):.3f}-{max(cpu):.3f}"


def print_rows(work, times):
    peer = times["peer"]
    print(f"| {work.name} | {work.peer.replace('_', ' ')} | {middle(peer, 'wall'):.3f} | {middle(peer, 'cpu'):.3f} | "
          f"{spread(peer)} | | |")
    for what, _, _ in work.ours:
        ours = times[what]
        ratios = " | ".join(f"{middle(peer, clock) / middle(ours, clock):.1f}" for clock in ("wall", "cpu"))
        print(f"| | ours: {what} | {middle(ours, 'wall'):.3f} | {middle(ours, 'cpu'):.3f} | {spread(ours)} | {ratios} |")
    sys.stdout.flush()


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=REPOSITORY / "build/release")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--only", default="", help="works whose name holds this text")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    data = os.environ.get("PLUMBLINE_DATA_DIR", str(REPOSITORY / "../shared/data"))
    with tempfile.TemporaryDirectory() as directory:
        csv = str(pathlib.Path(directory) / "bulk.csv")
        bulk_text.make(csv)
        environment = os.environ | {"PLUMBLINE_BULK_CSV": csv, "PLUMBLINE_DATA_DIR": data}
        print(f"medians of {arguments.repeats} in seconds; load at the start {os.getloadavg()[0]:.1f}, "
              f"{os.cpu_count()} cores; text of {os.path.getsize(csv) / 1e6:.1f} MB\n")
        print("| work | | wall | CPU | CPU from-to | peer / ours, wall | CPU |\n|---|---|---|---|---|---|---|")
        for work in works(csv, data):
            if arguments.only not in work.name:
                continue
            if work.file and not os.path.exists(work.file):
                print(f"| {work.name} | left out: needs PLUMBLINE_DATA_DIR | | | | | |")
                continue
            print_rows(work, measure(work, arguments.build, arguments.repeats, environment))
    print(f"\nload at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
