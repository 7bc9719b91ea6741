"""The rule sets, each written down from its authors' words and from nothing else.

A rule takes what is published of an occupation in a place and says, for each dimension in the order of the policy's
file, True, False or None (the data cannot tell), and how many dimensions it asks for. What the texts leave open is
read as the policy's file says in its `readings` and `draftReasons`.
"""

import fractions
import functools

from places import HORIZON, of, ratio, ratio_of
from three_valued import (Number, above, at_least, below, both, divided, either, mean, one_of, opposite, percentile,
                          reaches)

HALF = fractions.Fraction(1, 2)
POSTSECONDARY = (4, 5, 6, 7, 8)  # An award below a degree, and every degree.


class Verdict:
    """What a rule says: a truth for each dimension, with the class where the rule has classes."""

    def __init__(self, truths, required, classes=None, unrated=False):
        self.truths = truths
        self.classes = classes or [None] * len(truths)
        self.unrated = unrated
        self.overall = None if unrated else at_least(required, truths)


def known(value):
    """A number of the rule itself."""
    return Number.exactly(fractions.Fraction(value))


@functools.lru_cache(maxsize=None)
def middle(place, measure, share=HALF):
    """The value of a measure that a share of the place's occupations do not exceed."""
    return percentile(place.across(of(measure)), share)


@functools.lru_cache(maxsize=None)
def middle_ratio(place, numerator, denominator):
    """The median of a ratio over the place's occupations."""
    return percentile(place.across(ratio_of(numerator, denominator)), HALF)


@functools.lru_cache(maxsize=None)
def average(place, measure):
    """The mean of a measure over the place's occupations."""
    return mean(place.across(of(measure)))


def federal(_world, _place, _occupation):
    """Any one of three lists that the State and its boards keep: none is here."""
    return Verdict([None, None, None], 1)


def nebraska(world, place, o):
    """At least 4 of 8 wages at or above the region's own; some college, or a diploma with long training; openings,
    change and growth all at or above the median occupation's."""
    wages = [reaches(place.figure(m, o), place.all(m)) for m in ("mean", "p10", "p25", "median", "p75", "p90")]
    education, training = world.level("education", o), world.level("training", o)
    skill = either(one_of(education, (3,) + POSTSECONDARY),
                   both(one_of(education, (2,)), one_of(training, (4, 5, 6))))
    demand = both(*[reaches(place.figure(m, o), middle(place, m)) for m in ("openings", "change", "percent")])
    # Entry and experienced wages are published for none of these places.
    return Verdict([at_least(4, wages + [None, None]), skill, demand], 3)


def oregon_wage_and_demand(place, o):
    """Above the median of the state or of the area, or a wider spread than most; openings above the median occupation's."""
    wage = either(above(place.state.figure("median", o), place.state.all("median")),
                  above(place.figure("median", o), place.all("median")),
                  above(ratio(place, "p75", "p25", o), middle_ratio(place, "p75", "p25")))
    demand = either(*[above(p.figure("openings", o), middle(p, "openings")) for p in (place.state, place)])
    return wage, demand


def oregon_first(world, place, o):
    """Version 1: high skill without competitive education."""
    wage, demand = oregon_wage_and_demand(place, o)
    skill = either(one_of(world.level("education", o), POSTSECONDARY), one_of(world.level("training", o), (5,)))
    return Verdict([wage, skill, demand], 1)


def oregon(world, place, o):
    """Version 2: experience or long training with competitive education, which nobody publishes here, count too."""
    wage, demand = oregon_wage_and_demand(place, o)
    competitive = None
    skill = either(one_of(world.level("education", o), POSTSECONDARY), one_of(world.level("training", o), (5,)),
                   both(either(one_of(world.level("experience", o), (2, 3)), one_of(world.level("training", o), (4,))),
                        competitive))
    return Verdict([wage, skill, demand], 1)


def maryland_parts(world, place, o):
    """Above the state's average wage; experience, preparation of 6 or more, or postsecondary education; growth of 7 %
    in ten years or of 2.5 % in two, which nobody publishes here."""
    wage = above(place.state.figure("mean", o), place.state.all("mean"))
    svp = world.svp.get(o)
    skill = either(one_of(world.level("experience", o), (2, 3)), None if svp is None else svp >= 6,
                   one_of(world.level("education", o), POSTSECONDARY))
    return wage, skill, either(reaches(place.state.figure("percent", o), known(7)), None)


def maryland_first(world, place, o):
    """Version 1: licences left out."""
    return Verdict(list(maryland_parts(world, place, o)), 1)


def maryland(world, place, o):
    """Version 2: a licence makes high-skill as well, and nobody says here which occupations need one."""
    wage, skill, demand = maryland_parts(world, place, o)
    return Verdict([wage, either(skill, None), demand], 1)


def montana(world, place, o):
    """Median above the upper quartile of occupations; education, long training or O*NET skills; growth above the
    state's or 50 openings."""
    state = place.state
    wage = above(state.figure("median", o), middle(state, "median", fractions.Fraction(3, 4)))
    skills = world.skills.get(o)
    rated = None if skills is None else both(reaches(skills["2.A"], known(5)), reaches(skills["2.B"], known(5)))
    skill = either(one_of(world.level("education", o), POSTSECONDARY), one_of(world.level("training", o), (4, 5)), rated)
    demand = either(above(state.figure("percent", o), state.all("percent")), reaches(state.figure("openings", o), known(50)))
    return Verdict([wage, skill, demand], 1)


def ohio(wage_floor, test, jobs_a_year, openings):
    """Wage, and growth or openings, all of the state."""
    def rule(_world, place, o):
        state = place.state
        wage = reaches(state.figure("median", o), wage_floor(state))
        demand = either(test(state.figure("change", o), known(jobs_a_year * HORIZON)),
                        test(state.figure("openings", o), known(openings)))
        return Verdict([wage, demand], 2)
    return rule


def four_fifths_of_median(place):
    """80 % of the median of all occupations."""
    whole = place.all("median")
    return None if whole is None else whole.times(fractions.Fraction(4, 5))


def ohio_edeps(world, place, o):
    """$36,500; long training, 5 years, or education; the wage, an above-average outlook and a JobsOhio cluster."""
    wage = reaches(place.figure("median", o), known(36500))
    skill = either(one_of(world.level("training", o), (4, 5, 6)), one_of(world.level("experience", o), (3,)),
                   one_of(world.level("education", o), POSTSECONDARY))
    outlook = either(reaches(place.figure("percent", o), place.all("percent")),
                     reaches(place.figure("openings", o), average(place, "openings")))
    cluster = None
    return Verdict([wage, skill, both(wage, outlook, cluster)], 3)


def tennessee(_world, place, o):
    """80 % of the region's median and 0.04 % of its jobs, then 2 of 3 ratios; postings and hires are nowhere here."""
    gates = both(reaches(place.figure("median", o), four_fifths_of_median(place)),
                 reaches(divided(place.figure("base", o), place.all("base")), known("0.0004")))
    openings = reaches(ratio(place, "openings", "base", o), middle_ratio(place, "openings", "base"))
    return Verdict([both(gates, at_least(2, [None, None, openings]))], 1)


def yearly(percent):
    """A change in percent over the horizon as a constant yearly rate."""
    def rate(value):
        return None if value is None else (1 + float(value) / 100) ** (1 / HORIZON) - 1
    return None if percent is None else Number(rate(percent.low), rate(percent.high))


def washington(_world, place, o):
    """Three classes. Horizons of two and five years are nowhere here, so that each may say anything."""
    jobs = reaches(place.figure("base", o), known(50))
    if jobs is not True:
        return Verdict([None], 1, unrated=jobs is False)
    growth, whole = yearly(place.figure("percent", o)), yearly(place.all("percent"))
    share = divided(place.figure("openings", o), place.all("openings"))
    rising = both(reaches(growth, whole and whole.times(0.9)), reaches(share, known("0.0008")))
    falling = both(below(growth, whole and whole.times(0.7)), below(share, known("0.01")))
    # Whatever the other horizons say; a horizon may say both of neither.
    rising, falling = either(rising, None), either(falling, None)
    return classified([("in demand", both(rising, opposite(falling)), True),
                       ("not in demand", both(falling, opposite(rising)), False)], "balanced")


def classified(classes, otherwise):
    """The first class that holds; a class that may hold keeps its candidates open."""
    candidates = []
    for name, holds, passes in classes + [(otherwise, True, False)]:
        if holds is not False:
            candidates.append((name, passes))
        if holds is True:
            break
    answers = {passes for _, passes in candidates}
    name = candidates[0][0] if len(candidates) == 1 else None
    return Verdict([answers.pop() if len(answers) == 1 else None], 1, [name])


def colorado(_world, place, o):
    """Tiers by living wage; more than 40 openings a year and growth of more than 10 % in ten years."""
    wage = place.state.figure("median", o)
    tiers = classified([("Tier 1", above(wage, known("64875.20")), True), ("Tier 2", above(wage, known("34008.00")), True)],
                       "no tier")
    demand = both(above(place.state.figure("openings", o), known(40)), above(place.state.figure("percent", o), known(10)))
    return Verdict([tiers.truths[0], demand], 2, [tiers.classes[0], None])


@functools.lru_cache(maxsize=None)
def net_new_jobs(place):
    """By four-digit group; a group with a row that has no figure is unknown, occupations without a row add nothing."""
    sums = {}
    seen = set()
    for occupation in place.occupations:
        group = occupation[:5]
        sums.setdefault(group, Number.exactly(0))
        row = place.row_of("change", occupation)
        if row is None or (row[1] != occupation and row in seen):
            continue
        seen.add(row)
        change = place.figure("change", occupation)
        sums[group] = None if change is None or sums[group] is None else sums[group].plus(change)
    return sums


@functools.lru_cache(maxsize=None)
def largest(place, top, without=frozenset()):
    """The groups with the most net new jobs; ties with the last one too."""
    sums = {group: total for group, total in net_new_jobs(place).items() if group not in without}
    assert all(total is not None for total in sums.values()), "California and the nation print every change"
    order = sorted((total.low for total in sums.values()), reverse=True)
    return frozenset(group for group, total in sums.items() if total.low >= order[top - 1])


def texas(world, place, o):
    """Some postsecondary education or a licence but less than a bachelor's degree, with exceptions; one of the state's
    ten groups, or one of the region's five others."""
    education = world.level("education", o)
    licence = None
    skill = either(one_of(education, (3, 4, 5)), both(one_of(education, (1, 2)), licence))
    if o == "29-1141" or o.startswith("25-20"):
        skill = True
    if not place.tables or not place.state.tables or "change" not in place.state.tables[-1].by_code["00-0000"]:
        return Verdict([skill, None], 2)
    statewide = largest(place.state, 10)
    regional = largest(place, 5, statewide) if place is not place.state else frozenset()
    return Verdict([skill, o[:5] in statewide or o[:5] in regional], 2)


def south_dakota(_world, place, o):
    """Above the average wage and above the mean of openings, both of the state."""
    return Verdict([above(place.state.figure("mean", o), place.state.all("mean")),
                    above(place.state.figure("openings", o), average(place.state, "openings"))], 2)


def everyone(_occupation):
    """All occupations."""
    return True


def described(occupation):
    """Not a catch-all of a group."""
    return not occupation.endswith("9")


@functools.lru_cache(maxsize=None)
def ordered(place, measure, among):
    """Lower and upper ends, sorted; figures without an upper end have none. `among` says which occupations count."""
    values = place.across(of(measure), among)
    return sorted(v.low for v in values), sorted(v.high for v in values if v.high is not None)


ANY_DECILE = Number(1, 10)


def decile_points(place, measure, o, among=everyone):
    """1 to 10 by the tenths of occupations that are smaller; open from 1 to 10 when the figure is missing."""
    lows, highs = ordered(place, measure, among)
    value = place.figure(measure, o)
    if value is None:
        return ANY_DECILE

    def points(smaller):
        return min(10, 1 + smaller * 10 // len(lows))
    most = len(lows) if value.high is None else sum(low < value.high for low in lows)
    return Number(points(sum(high < value.low for high in highs)), points(most))


def total(parts):
    """The sum."""
    return functools.reduce(Number.plus, parts)


def stars(points, parts):
    """A star for each fifth of the most points that there can be; four and five pass."""
    names = ("5 stars", "4 stars", "3 stars", "2 stars")
    return classified([(name, above(points, known((8 - 2 * i) * parts)), i < 2) for i, name in enumerate(names)], "1 star")


def north_carolina(_world, place, o):
    """Stars for wage, growth and openings; catch-alls, three named occupations and small ones are not rated."""
    floor = 50 if place is place.state else 5
    large = reaches(place.figure("projected", o), known(floor))
    if o.endswith("9") or o in ("21-2011", "21-2021", "11-9013") or large is False:
        return Verdict([None], 1, unrated=True)
    points = None
    if large is not None:
        points = total(decile_points(place, m, o) for m in ("median", "percent", "openings"))
    verdict = stars(points, 3)
    # An occupation with a missing figure is left without a rating when it matters.
    verdict.unrated = verdict.overall is None
    return verdict


def massachusetts(_world, place, o):
    """Stars for four parts that weigh the same: the outlook over ten years and over two, each by jobs and their change;
    postings; wages. Catch-alls are dropped before deciles are made. Two years and postings are nowhere here."""
    if not described(o):
        return Verdict([None], 1, unrated=True)
    long_term = [decile_points(place, m, o, described).times(HALF) for m in ("projected", "change")]
    short_term = [ANY_DECILE.times(HALF), ANY_DECILE.times(HALF)]
    return stars(total(long_term + short_term + [ANY_DECILE, decile_points(place, "median", o, described)]), 4)


RULES = {
    "us-perkins": federal, "us-ne": nebraska, "us-or.1": oregon_first, "us-or": oregon, "us-md.1": maryland_first,
    "us-md": maryland, "us-mt": montana, "us-oh.2017": ohio(lambda _: known("28017.60"), reaches, 50, 230),
    "us-oh.2019": ohio(four_fifths_of_median, above, 36, 584), "us-oh": ohio(four_fifths_of_median, above, 20, 620),
    "us-oh-edeps": ohio_edeps, "us-tn": tennessee, "us-wa": washington, "us-co": colorado, "us-tx": texas,
    "us-sd": south_dakota, "us-nc": north_carolina, "us-ma": massachusetts,
}
