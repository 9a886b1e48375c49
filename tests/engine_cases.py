"""Questions, checks and facts for the tests of the engine."""

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from compliance.colour import Colour, Reason, Severity
from compliance.derivation import Fact
from compliance.language import Localised
from compliance.rulebook.checks import Check, Pattern
from compliance.thresholds import (
    Band,
    Bound,
    CellQuestion,
    DueQuestion,
    NumberQuestion,
    PartsQuestion,
    Settled,
    StatusQuestion,
    bands_of,
    range_bands,
    thresholds_of,
)

SIXTY_FORTY_FIVE = bands_of(Bound("at least", Fraction(60)), Bound("at least", Fraction(45)))


def number(bands, low, high=None, unsettled=()):
    low = Fraction(low)
    return NumberQuestion(
        bands=bands,
        low=low,
        high=low if high is None else Fraction(high),
        withheld=tuple((colour, Reason.NOT_DUE) for colour in unsettled),
    )


def due(**parts):
    return DueQuestion(**{"due": date(2025, 11, 1), "as_of": date(2025, 11, 1)} | parts)


def check(code, when, unless=(), entry=1):
    said = Localised("sagt", "said")
    return Check(
        id=f"{code}#{entry}",
        code=code,
        severity=Severity.ERROR,
        when=tuple(when),
        unless=tuple(unless),
        say=said,
        accept=None,
        do=said,
        place="checks.yaml:1",
    )


def pattern(kind, constants=None, **variables):
    """A pattern; `x="u"` binds the variable u to the field x."""
    return Pattern(kind, tuple((constants or {}).items()), tuple(variables.items()))


def fact(id, kind, **fields):
    return Fact(id=id, kind=kind, fields=fields)


def explained_checks():
    """Two checks with every construct: a join, several words, two excuses, a pair of variables."""
    return (
        check(
            "no-explanation",
            [
                pattern("requirement", {"form": ("same",)}, requirement="r"),
                pattern("assessment", {"colour": ("red", "yellow")}, requirement="r"),
            ],
            [
                pattern("answer-text", requirement="r"),
                pattern("asks", {"content": ("why-not-reached",)}, requirement="r"),
            ],
        ),
        check(
            "content-missing",
            [pattern("asks", requirement="r", content="c")],
            [pattern("content", requirement="r", content="c")],
        ),
    )


def requirement(name, form="same"):
    return fact(f"requirement:{name}", "requirement", requirement=name, form=form)


def assessment(name, colour, location=""):
    return fact(
        f"assessment:{name}:{location}",
        "assessment",
        requirement=name,
        colour=colour,
        location=location,
    )


def explained_facts():
    """Facts on both sides of every test of `explained_checks`."""
    return (
        requirement("told"),
        requirement("untold"),
        requirement("asked"),
        requirement("elsewhere", "separate"),
        requirement("good"),
        requirement("early"),
        fact("text:told", "answer-text", requirement="told"),
        assessment("told", "red"),
        assessment("untold", "red", "Nordby"),
        assessment("untold", "yellow", "Sørby"),
        assessment("asked", "yellow"),
        assessment("elsewhere", "red"),
        assessment("good", "green"),
        assessment("early", "yellow"),
        fact("asks:asked:why", "asks", requirement="asked", content="why-not-reached"),
        fact("asks:good:plan", "asks", requirement="good", content="plan"),
        fact("asks:early:plan", "asks", requirement="early", content="plan"),
        fact("asks:told:plan", "asks", requirement="told", content="plan"),
        fact("content:good:plan", "content", requirement="good", content="plan"),
        fact("content:told:why", "content", requirement="told", content="why-not-reached"),
    )


# -- generated questions


def _fractions():
    tidy = st.builds(
        lambda n, places: Fraction(n, 10**places),
        st.integers(-(10**6), 10**6),
        st.integers(0, 6),
    )
    ratios = st.builds(Fraction, st.integers(-3000, 3000), st.integers(1, 400))
    awkward = st.builds(Fraction, st.integers(-(10**30), 10**30), st.integers(1, 10**25))
    return st.one_of(tidy, tidy, ratios, awkward)


@st.composite
def bands(draw) -> tuple[Band, ...]:
    low, high = sorted((draw(_fractions()), draw(_fractions())))
    kind = draw(st.sampled_from(("one", "two-up", "two-down", "range", "edge", "single")))
    match kind:
        case "one":
            relation = draw(st.sampled_from(("at least", "at most", "above", "below")))
            return bands_of(Bound(relation, low))
        case "range":
            return range_bands(low, high)
        case "edge":  # one number is yellow
            return bands_of(Bound("above", low), Bound("at least", low))
        case "single":
            whole = Band(
                colour=Colour.GREEN, lower=None, upper=None, lower_closed=False, upper_closed=False
            )
            return (whole,)
    if low == high:
        high += 1
    up = kind == "two-up"
    relations = st.sampled_from(("at least", "above") if up else ("at most", "below"))
    green, yellow = (high, low) if up else (low, high)
    return bands_of(Bound(draw(relations), green), Bound(draw(relations), yellow))


@st.composite
def values(draw, of: tuple[Band, ...]) -> Fraction:
    """A value near a threshold, or far away."""
    thresholds = thresholds_of(of) or (Fraction(0),)
    threshold = draw(st.sampled_from(thresholds))
    return draw(
        st.one_of(
            st.just(threshold),
            st.builds(
                lambda sign, places: threshold + Fraction(sign, 10**places),
                st.sampled_from((-1, 1)),
                st.integers(0, 40),
            ),
            st.just(Fraction(float(threshold))),
            st.just((thresholds[0] + thresholds[-1]) / 2),
            _fractions(),
            st.builds(lambda n, e: Fraction(n) * 10**e, st.integers(-9, 9), st.integers(10, 60)),
        )
    )


@st.composite
def number_questions(draw):
    of = draw(bands())
    low = draw(values(of))
    high = draw(st.one_of(st.just(low), values(of)))
    colours = draw(st.lists(st.sampled_from(Colour), max_size=2, unique=True))
    withheld = tuple((colour, draw(st.sampled_from(Reason))) for colour in colours)
    return NumberQuestion(bands=of, low=min(low, high), high=max(low, high), withheld=withheld)


@st.composite
def parts_questions(draw):
    outcomes = st.sampled_from((*Colour, *Colour, *Reason))
    found = tuple(draw(st.lists(outcomes, min_size=1, max_size=8)))
    one = draw(st.booleans())
    needed = None if one else draw(st.none() | st.integers(1, len(found)))
    return PartsQuestion(one_is_enough=one, needed=needed, outcomes=found)


@st.composite
def cell_questions(draw):
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    row = st.lists(st.sampled_from(Colour), min_size=columns, max_size=columns).map(tuple)
    matrix = tuple(draw(st.lists(row, min_size=rows, max_size=rows)))
    at = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
    return CellQuestion(matrix=matrix, row=at[0], column=at[1])


def _days():
    return st.dates(date(2025, 10, 30), date(2025, 11, 3))


def questions():
    statuses = st.lists(st.sampled_from(Colour), min_size=1, max_size=4).flatmap(
        lambda colours: st.builds(
            StatusQuestion,
            colours=st.just(tuple(colours)),
            number=st.integers(0, len(colours) - 1),
        )
    )
    dues = st.builds(
        DueQuestion,
        due=_days(),
        as_of=_days(),
        delivered=st.none() | _days(),
        refused=st.booleans(),
    )
    settled = st.builds(Settled, reason=st.sampled_from(Reason))
    asked = st.one_of(
        *(number_questions(), number_questions(), number_questions(), parts_questions()),
        *(cell_questions(), dues, statuses, settled),
    )
    return st.lists(asked, max_size=12).map(
        lambda several: tuple((f"subject {n}", question) for n, question in enumerate(several))
    )


# -- generated checks and facts

_KINDS = {"alfa": ("x", "y", "z"), "beta": ("x", "y"), "gamma": ("z",)}
# The last four have equal hashes, look like numbers, or like nothing that an engine should see.
_WORDS = ("", "a", "b", "liquid", "costarring", "5", 'æ "€"\n$m')


@st.composite
def _patterns(draw, variables):
    kind = draw(st.sampled_from(sorted(_KINDS)))
    constants = {}
    bound = {}
    for name in _KINDS[kind]:
        use = draw(st.sampled_from(("constant", "variable", "variable", "nothing")))
        if use == "constant":
            words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3, unique=True)
            constants[name] = tuple(draw(words))
        elif use == "variable" and variables:
            bound[name] = draw(st.sampled_from(variables))
    return pattern(kind, constants, **bound)


@st.composite
def checks(draw):
    found = []
    for entry in range(draw(st.integers(1, 4))):
        when = draw(st.lists(_patterns(("u", "v", "w")), min_size=1, max_size=3))
        bound = tuple(dict.fromkeys(name for p in when for _, name in p.variables))
        unless = draw(st.lists(_patterns(bound), max_size=2))
        found.append(check("generated", when, unless, entry))
    return tuple(found)


@st.composite
def facts(draw):
    kinds = draw(st.lists(st.sampled_from(sorted(_KINDS)), max_size=14))
    few = _WORDS[: draw(st.sampled_from((2, 3, 7)))]
    return tuple(
        fact(f"fact {n}", kind, **{name: draw(st.sampled_from(few)) for name in _KINDS[kind]})
        for n, kind in enumerate(kinds)
    )
