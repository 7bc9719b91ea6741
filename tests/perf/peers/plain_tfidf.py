"""Peer of matching_benchmark's BM_PlainTfIdf: every CIP definition against the occupations of O*NET with scikit-learn.

    PLUMBLINE_WRITE_TOP_TEN=ten.txt build/release/perf/matching_benchmark --benchmark_filter=PlainTfIdf
    /usr/bin/python3 tests/perf/peers/plain_tfidf.py DATA_DIR [ten.txt]

Prints the time of scoring all definitions in one batch, and of one at a time. The fit is not timed. With the file that the benchmark wrote it
first compares the ten nearest: scikit-learn reads the same stems, since its own words are not ours.
"""
import csv
import io
import sys
import time
import zipfile

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer


def documents(data):
    archive = zipfile.ZipFile(f"{data}/onet/30.1/db_30_1_text.zip")
    texts = {}
    for file, columns in (("Occupation Data", ("Title", "Description")), ("Alternate Titles", ("Alternate Title",)),
                          ("Task Statements", ("Task",))):
        rows = io.TextIOWrapper(archive.open(f"db_30_1_text/{file}.txt"), "utf-8")
        for row in csv.DictReader(rows, delimiter="\t"):
            texts.setdefault(row["O*NET-SOC Code"][:7], []).extend(row[c] for c in columns)
    return [" ".join(texts[code]) for code in sorted(texts)]


def questions(data):
    with open(f"{data}/cip/2020/CIPCode2020.csv", encoding="utf-8", errors="replace", newline="") as file:
        rows = [row for row in csv.DictReader(file) if len(row["CIPCode"].strip('="')) == 7]
    return [f'{row["CIPTitle"]} {row["CIPDefinition"]}' for row in rows]


def top_ten(vectoriser, matrix, texts):
    scores = (vectoriser.transform(texts) @ matrix.T).toarray()
    return np.argpartition(-scores, 10, axis=1)[:, :10]


def main():
    if len(sys.argv) > 2:
        compare(sys.argv[2])
    texts, asked = documents(sys.argv[1]), questions(sys.argv[1])
    for pairs in (1, 2):
        vectoriser = TfidfVectorizer(stop_words="english", ngram_range=(1, pairs), sublinear_tf=True)
        matrix = vectoriser.fit_transform(texts)
        best = min(timed(lambda: top_ten(vectoriser, matrix, asked)) for _ in range(3))
        alone = sorted(timed(lambda: top_ten(vectoriser, matrix, [text])) for text in asked[:300])
        print(f"1-{pairs}-grams: {len(asked)} texts x {len(texts)} occupations: {1e6 * best / len(asked):.1f} us each "
              f"in a batch, {1e6 * alone[len(alone) // 2]:.0f} us alone (p50)")


def compare(path):
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file]
    vectoriser = TfidfVectorizer(tokenizer=str.split, token_pattern=None, lowercase=False, ngram_range=(1, 2), sublinear_tf=True)
    matrix = vectoriser.fit_transform(line[0] for line in lines if len(line) == 1)
    asked = [line for line in lines if len(line) == 2]
    scores = (vectoriser.transform(line[0] for line in asked) @ matrix.T).toarray()
    same = alike = 0
    for row, (_, places) in zip(scores, asked):
        ours = [int(place) for place in places.split()]
        theirs = np.argsort(-row, kind="stable")[:len(ours)]
        same += ours == theirs.tolist()
        alike += np.allclose(row[ours], row[theirs], rtol=0, atol=1e-6) and np.count_nonzero(row > 0) >= len(ours)
    print(f"The ten nearest of {len(asked)} texts: {same} the same in the same order, {alike} within a millionth of a cosine")


def timed(work):
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
