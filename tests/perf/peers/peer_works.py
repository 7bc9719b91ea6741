"""What the peers do, each in a process of its own: peer_works.py WORK [FILE] prints its seconds as JSON.

Only the work itself is timed: no start of Python, no import, no reading from disk."""
import io
import json
import sys
import time

PROGRAMS, LINKS, OCCUPATIONS, REGIONS = 300_000, 20, 867, 600
PROGRAMS_AT_ONCE = 5_000  # Keeps the product in the cache, which is faster than all at once.


def timed(work):
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def pandas_csv(path):
    """Typed columns as well: what stands for a missing figure becomes NaN, so that pandas keeps floats, not objects."""
    import pandas
    with open(path, "rb") as file:
        text = file.read()
    return timed(lambda: pandas.read_csv(io.BytesIO(text), na_values=["*", "**", "#", "~"]))


def pandas_excel(path):
    import pandas
    with open(path, "rb") as file:
        workbook = file.read()
    return timed(lambda: pandas.read_excel(io.BytesIO(workbook), engine="openpyxl"))


def links_and_market():
    """Programs by occupations as a sparse matrix of ones; whether an occupation is aligned in a region, and its weight there."""
    import numpy
    import scipy.sparse
    dice = numpy.random.default_rng(20231122)
    first = dice.integers(0, OCCUPATIONS, size=PROGRAMS)
    columns = (first[:, None] + numpy.arange(LINKS)[None, :] * 43) % OCCUPATIONS
    ones = numpy.ones(PROGRAMS * LINKS, dtype=numpy.float32)
    starts = numpy.arange(PROGRAMS + 1) * LINKS
    links = scipy.sparse.csr_matrix((ones, columns.ravel(), starts), shape=(PROGRAMS, OCCUPATIONS))
    aligned = (dice.random((OCCUPATIONS, REGIONS)) < 0.3).astype(numpy.float32)
    weight = dice.integers(0, 90_000, size=(OCCUPATIONS, REGIONS)).astype(numpy.float32)
    return links, aligned, weight


def in_parts(links, verdicts_of):
    import numpy
    verdicts = numpy.empty((PROGRAMS, REGIONS), dtype=bool)
    for at in range(0, PROGRAMS, PROGRAMS_AT_ONCE):
        verdicts[at:at + PROGRAMS_AT_ONCE] = verdicts_of(links[at:at + PROGRAMS_AT_ONCE])
    return verdicts


def scipy_any(_):
    links, aligned, _ = links_and_market()
    return timed(lambda: in_parts(links, lambda part: part @ aligned > 0))


def scipy_weighted(_):
    links, aligned, weight = links_and_market()
    aligned_weight = aligned * weight
    return timed(lambda: in_parts(links, lambda part: 2 * (part @ aligned_weight) >= part @ weight))


WORKS = {work.__name__: work for work in (pandas_csv, pandas_excel, scipy_any, scipy_weighted)}

if __name__ == "__main__":
    print(json.dumps(WORKS[sys.argv[1]](sys.argv[2] if len(sys.argv) > 2 else "")))
