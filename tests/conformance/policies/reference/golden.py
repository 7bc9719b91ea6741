"""Writes or checks the golden lists: for each rule set and region what the rule says of every occupation.

    golden.py write|check GOLDEN_DIRECTORY

The full releases are those of PLUMBLINE_DATA_DIR, else those of `../shared/data` beside the project.
A list has a line for each outcome, `OVERALL | DIMENSION ... : codes`; the most frequent outcome stands for the rest.
"""

import collections
import os
import sys

import places
import rules

SKIPPED = 77  # What ctest takes for: not run.
WORDS = {True: "PASS", False: "FAIL", None: "UNKNOWN"}


def outcome_of(verdict):
    """`PASS | PASS/Tier 1 FAIL`."""
    dimensions = [WORDS[t] + (f"/{c}" if c else "") for t, c in zip(verdict.truths, verdict.classes)]
    return ("UNRATED" if verdict.unrated else WORDS[verdict.overall]) + " | " + ", ".join(dimensions)


def list_of(world, policy, place):
    """The text of one golden list."""
    by_outcome = collections.defaultdict(list)
    for occupation in world.occupations:
        by_outcome[outcome_of(rules.RULES[policy](world, place, occupation))].append(occupation)
    rest = max(sorted(by_outcome), key=lambda outcome: len(by_outcome[outcome]))
    lines = [f"{outcome}: {' '.join(codes)}" for outcome, codes in sorted(by_outcome.items()) if outcome != rest]
    return "\n".join(lines + [f"{rest}: *"]) + "\n"


def data_directory():
    """Where the publishers' files are."""
    project = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", ".."))
    return os.environ.get("PLUMBLINE_DATA_DIR") or os.path.join(project, "..", "shared", "data")


def main(mode, golden):
    """0 when all lists are as the rules say."""
    data = data_directory()
    if not os.path.isdir(data):
        print(f"the full releases are not here: {data}")
        return SKIPPED
    world = places.World(data)
    wrong = []
    for policy in sorted(rules.RULES):
        for name, place in sorted(world.places.items()):
            file = os.path.join(golden, f"{policy}.{name}.txt")
            text = list_of(world, policy, place)
            if mode == "write":
                with open(file, "w", encoding="utf-8") as out:
                    out.write(text)
            elif not os.path.exists(file) or open(file, encoding="utf-8").read() != text:
                wrong.append(file)
    for file in wrong:
        print(f"{file} is not what the rule says: see golden.py")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
