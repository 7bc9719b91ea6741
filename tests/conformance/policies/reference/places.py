"""What is published of each occupation in a few places, straight from the publishers' files.

The releases are those of the golden edition: OEWS of May 2023 (the nation and New York's metropolitan areas) and its hybrid
structure, the projections of the Bureau of Labor Statistics 2024-34 (the nation), those of California 2020-30 (the state and its
areas, with median wages), and O*NET 30.1.
"""

import fractions
import os
import re

import raw_files
from three_valued import Number, divided

HORIZON = 10
WAGES = {"mean": "A_MEAN", "p10": "A_PCT10", "p25": "A_PCT25", "median": "A_MEDIAN", "p75": "A_PCT75", "p90": "A_PCT90"}
TOP_CODE_2023 = 239200
EDUCATION = {"No formal educational credential": 1, "High school diploma or equivalent": 2, "Some college, no degree": 3,
             "Postsecondary nondegree award": 4, "Associate's degree": 5, "Bachelor's degree": 6, "Master's degree": 7,
             "Doctoral or professional degree": 8}
EXPERIENCE = {"None": 1, "Less than 5 years": 2, "5 years or more": 3}
TRAINING = {"None": 1, "Short-term on-the-job training": 2, "Moderate-term on-the-job training": 3,
            "Long-term on-the-job training": 4, "Apprenticeship": 5, "Internship/residency": 6}
ALL = "00-0000"


def fraction(text):
    """A printed number, or None for blanks, dashes and N/A."""
    text = text.strip().replace(",", "")
    if not re.fullmatch(r"-?[0-9.]+(E[-+]?[0-9]+)?", text):
        return None
    return fractions.Fraction(text)


def number(text, scale=1, top_code=None):
    """The same as a Number; `#` and `>=` are lower bounds."""
    text = text.strip()
    if text == "#":
        return Number(fractions.Fraction(top_code), None)
    if text.startswith((">=", "≥")):
        return Number(fraction(text.lstrip(">=≥")), None)
    value = fraction(text)
    return None if value is None else Number.exactly(value * scale)


def tenth(text):
    """Percent and thousands are printed to one decimal; a workbook holds them as binary fractions."""
    value = fraction(text)
    return None if value is None else fractions.Fraction(round(value * 1000), 1000)


def hybrid_codes(directory):
    """For each occupation the code that stands for it and others, as OEWS lists them; nothing where that is its own."""
    path = os.path.join(directory, "soc", "2018", "oes_hybrid_crosswalk.csv")
    hybrid = {}
    for r in raw_files.by_header(raw_files.csv_rows(path)):
        hybrid.setdefault(r["SOCCode2018"], set()).add(r["OES2019EstimatesCode"])
    return {occupation: min(codes) for occupation, codes in hybrid.items()
            if len(codes) == 1 and codes.isdisjoint(hybrid)}


class Rows:
    """One publisher's rows for a place: by code, and which of the codes stand for several occupations."""

    def __init__(self, hybrid):
        self.by_code = {}
        self.combined = set()
        self.hybrid = hybrid
        self.hybrid_codes = set(hybrid.values())

    def add(self, code, figures):
        """A row that is listed as an occupation; the first of a code counts."""
        self.by_code.setdefault(code, figures)
        if code != ALL and (code.endswith("0") or code in self.hybrid_codes):
            self.combined.add(code)

    def code_of(self, occupation):
        """The code that the occupation is printed under; None when it is not printed."""
        if occupation in self.by_code:
            return occupation
        for group in (self.hybrid.get(occupation), occupation[:6] + "0"):
            if group in self.combined:
                return group
        return None


class Place:
    """What is published in one region. `tables`: wages first, then projections."""

    def __init__(self, name, tables, state=None):
        self.name = name
        self.tables = tables
        self.state = state or self
        self.occupations = []

    def _cell(self, measure, occupation):
        """The code of the row and the figure of the first publisher that prints the measure for the occupation."""
        for rows in self.tables:
            code = rows.code_of(occupation)
            if code is not None and measure in rows.by_code[code]:
                return (id(rows), code), rows.by_code[code][measure]
        return None, None

    def figure(self, measure, occupation):
        """A Number, or None."""
        return self._cell(measure, occupation)[1]

    def all(self, measure):
        """The row of all occupations."""
        return self.figure(measure, ALL)

    def across(self, ask, among=lambda occupation: True):
        """The values of `ask(place, occupation)` over the occupations that count, each printed row once."""
        seen = set()
        values = []
        for occupation in self.occupations:
            value, row = ask(self, occupation)
            if value is None or not among(occupation) or (row[1] != occupation and row in seen):
                continue
            seen.add(row)
            values.append(value)
        return values

    def row_of(self, measure, occupation):
        """Which printed row the measure comes from."""
        return self._cell(measure, occupation)[0]


def of(measure):
    """An `ask` for Place.across."""
    return lambda place, occupation: (place.figure(measure, occupation), place.row_of(measure, occupation))


def ratio_of(numerator, denominator):
    """The same for a ratio; percentiles that the publisher could not tell apart have no spread."""
    return lambda place, occupation: (ratio(place, numerator, denominator, occupation), place.row_of(numerator, occupation))


def ratio(place, numerator, denominator, occupation):
    """A figure divided by another."""
    top = place.figure(numerator, occupation)
    if numerator == "p75" and top is not None and top.high is not None:
        next_one = place.figure("p90", occupation)
        if next_one is not None and next_one.high == top.high:
            return None
    return divided(top, place.figure(denominator, occupation))


def oews_rows(records, hybrid):
    """Wages in dollars a year, employment in jobs."""
    rows = Rows(hybrid)
    records = sorted(records, key=lambda r: r["O_GROUP"] != "detailed")
    for record in records:
        if record["O_GROUP"] not in ("detailed", "total"):
            continue
        figures = {name: number(record[column], 1, TOP_CODE_2023) for name, column in WAGES.items()}
        rows.add(record["OCC_CODE"], figures)
    return rows


def bls_rows(directory, hybrid):
    """Jobs, openings a year, percent over ten years, dollars a year; and the levels of each occupation."""
    rows = Rows(hybrid)
    path = os.path.join(directory, "bls-ep", "2024-34")
    records = raw_files.by_header(raw_files.csv_rows(os.path.join(path, "Employment Projections.csv")))
    for r in records:
        rows.add(r["Occupation Code"], {
            "base": number(r["Employment 2024"], 1000), "projected": number(r["Employment 2034"], 1000),
            "change": number(r["Employment Change, 2024-2034"], 1000),
            "percent": number(r["Employment Percent Change, 2024-2034"]),
            "openings": number(r["Occupational Openings, 2024-2034 Annual Average"], 1000),
            "median": number(r["Median Annual Wage 2024"]),
            "education": EDUCATION.get(r["Typical Entry-Level Education"]),
            "experience": EXPERIENCE.get(r["Work Experience in a Related Occupation"]),
            "training": TRAINING.get(r["Typical on-the-job Training"].replace("on-the-job", "on-the-job"))})
    total = next(r for r in raw_files.workbook_rows(os.path.join(path, "occupation.xlsx"), "Table 1.2") if ALL in r)
    thousands = [tenth(total[i]) for i in (3, 4, 7, 10)]
    base, projected, change, openings = [Number.exactly(t * 1000) for t in thousands]
    rows.add(ALL, {"base": base, "projected": projected, "change": change, "openings": openings,
                   "percent": Number.exactly(tenth(total[8])), "median": number(total[11])})
    return rows


def edd_places(directory, hybrid):
    """California and its areas. Openings are printed over ten years: a tenth is a year's."""
    path = os.path.join(directory, "ca-edd", "2020-2030", "Long-Term_Occupational_Employment_Projections.csv")
    places = {}
    for r in raw_files.by_header(raw_files.csv_rows(path)):
        if r["SOC Level"] not in ("1", "4"):
            continue
        rows = places.setdefault(r["Area Name (County Names)"], Rows(hybrid))
        wage = fraction(r["Median Annual Wage"])
        rows.add(r["Standard Occupational Classification (SOC)"], {
            "base": number(r["Base Year Employment Estimate"]), "projected": number(r["Projected Year Employment Estimate"]),
            "change": number(r["Numeric Change"]), "percent": number(r["Percentage Change"]),
            "openings": number(r["Total  Job Openings"], fractions.Fraction(1, HORIZON)),
            "median": Number.exactly(wage) if wage else None})
    return places


def svp_floors(archive):
    """The lower end of the preparation that an occupation's job zone stands for; the SOC code's own O*NET code first."""
    floors = {}
    for r in raw_files.zip_table(archive, "Job Zone Reference.txt"):
        first = re.search(r"[0-9.]+", r["SVP Range"]).group(0)
        floors[r["Job Zone"]] = 1 if "elow" in r["SVP Range"] else float(first)
    zones = {}
    for r in raw_files.zip_table(archive, "Job Zones.txt"):
        code, suffix = r["O*NET-SOC Code"].split(".")
        zones.setdefault(code, []).append((suffix != "00", int(r["Job Zone"])))
    return {code: floors[str(min(found)[1])] for code, found in zones.items()}


def important_skills(archive):
    """For each SOC code the fewest and the most basic (2.A) and other (2.B) skills of importance 3.00 or more.

    A rating that O*NET recommends to suppress may count or not, and so may which of several O*NET codes is meant.
    """
    counts = {}
    for r in raw_files.zip_table(archive, "Skills.txt"):
        if r["Scale ID"] != "IM":
            continue
        here = counts.setdefault(r["O*NET-SOC Code"], {"2.A": [0, 0], "2.B": [0, 0]})[r["Element ID"][:3]]
        if fraction(r["Data Value"]) >= 3:
            here[1] += 1
            here[0] += r["Recommend Suppress"] != "Y"
    skills = {}
    for code, found in counts.items():
        mine = skills.setdefault(code[:7], {"2.A": [], "2.B": []})
        for kind in mine:
            mine[kind].append(found[kind])
    return {code: {kind: Number(min(c[0] for c in list_), max(c[1] for c in list_)) for kind, list_ in found.items()}
            for code, found in skills.items()}


class World:
    """All places, and what is known of occupations wherever they are."""

    def __init__(self, directory):
        records = raw_files.by_header(raw_files.csv_rows(os.path.join(directory, "soc", "2018", "soc2018_definitions.csv")))
        self.occupations = sorted(r["SOCCode"] for r in records if r["SOCGroup"] == "Detailed")
        oews = os.path.join(directory, "oews", "2023")
        national = raw_files.by_header(raw_files.workbook_rows(os.path.join(oews, "national_M2023_dl.xlsx")))
        metros = raw_files.by_header(raw_files.workbook_rows(os.path.join(oews, "MSA_M2023_dl.xlsx")))
        hybrid = hybrid_codes(directory)
        self.projections = bls_rows(directory, hybrid)
        california = edd_places(directory, hybrid)
        nowhere = Place("us-ny", [])
        state = Place("us-ca", [california["California"]])
        self.places = {"us": Place("us", [oews_rows(national, hybrid), self.projections]), "us-ca": state}
        for name, county in (("us-ca-los-angeles", "Los Angeles County"), ("us-ca-san-diego", "San Diego County")):
            area = next(a for a in california if county in a)
            self.places[name] = Place(name, [california[area]], state)
        new_york = [r for r in metros if r["AREA"] == "35620"]
        self.places["us-cbsa-35620"] = Place("us-cbsa-35620", [oews_rows(new_york, hybrid)], nowhere)
        for place in list(self.places.values()) + [nowhere]:
            place.occupations = self.occupations
        onet = os.path.join(directory, "onet", "30.1", "db_30_1_text.zip")
        self.svp = svp_floors(onet)
        self.skills = important_skills(onet)

    def level(self, kind, occupation):
        """The national level of education, experience or training; None when there is none."""
        code = self.projections.code_of(occupation)
        return None if code is None else self.projections.by_code[code][kind]
