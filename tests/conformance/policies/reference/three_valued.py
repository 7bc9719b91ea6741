"""Truth with a third value and numbers that are only bounded. None is: the data cannot tell."""

import itertools


def either(*truths):
    """True when one is, whatever the unknown ones are."""
    if any(t is True for t in truths):
        return True
    return None if any(t is None for t in truths) else False


def both(*truths):
    """True when all are."""
    return opposite(either(*[opposite(t) for t in truths]))


def opposite(truth):
    """Not."""
    return None if truth is None else not truth


def at_least(count, truths):
    """At least `count` of them, tried over every completion of the unknown ones."""
    known = sum(t is True for t in truths)
    unknown = sum(t is None for t in truths)
    answers = {known + sum(more) >= count for more in itertools.product((0, 1), repeat=unknown)}
    return answers.pop() if len(answers) == 1 else None


class Number:
    """A number between two bounds; without an upper one it may be anything from `low` on."""

    def __init__(self, low, high):
        self.low = low
        self.high = high

    @staticmethod
    def exactly(value):
        """A published number."""
        return Number(value, value)

    def times(self, factor):
        """A share of it."""
        return Number(self.low * factor, None if self.high is None else self.high * factor)

    def plus(self, other):
        """The sum."""
        open_ended = self.high is None or other.high is None
        return Number(self.low + other.low, None if open_ended else self.high + other.high)


def above(a, b):
    """a > b for sure, surely not, or None."""
    if a is None or b is None:
        return None
    if b.high is not None and a.low > b.high:
        return True
    if a.high is not None and a.high <= b.low:
        return False
    return None


def reaches(a, b):
    """a >= b."""
    return opposite(above(b, a))


def below(a, b):
    """a < b."""
    return above(b, a)


def divided(a, b):
    """a / b for numbers that are not negative; nothing when b may be 0."""
    if a is None or b is None or b.low <= 0 or a.low < 0:
        return None
    low = a.low / b.high if b.high is not None else a.low * 0
    return Number(low, None if a.high is None else a.high / b.low)


def percentile(numbers, share):
    """The smallest number that `share` (a fraction) of them do not exceed."""
    if not numbers:
        return None
    place = -(-len(numbers) * share.numerator // share.denominator) - 1
    lows = sorted(n.low for n in numbers)
    highs = sorted(n.high for n in numbers if n.high is not None)
    return Number(lows[place], highs[place] if place < len(highs) else None)


def mean(numbers):
    """The arithmetic mean."""
    if not numbers:
        return None
    total = Number.exactly(0)
    for number in numbers:
        total = total.plus(number)
    return Number(total.low / len(numbers), None if total.high is None else total.high / len(numbers))


def one_of(level, levels):
    """Whether a level is one of a set."""
    return None if level is None else level in levels
