import pytest

from compliance.derivation import Derivation, Step
from compliance.engine import finding_subject, refuse_unsafe
from compliance.engine.exact import conclude_findings
from engine_cases import (
    assessment,
    check,
    explained_checks,
    explained_facts,
    fact,
    pattern,
    requirement,
)


def found(checks, facts):
    """Code and premises of each finding."""
    return [
        (finding.conclusion, *finding.steps[0].premises)
        for finding in conclude_findings(checks, facts)
    ]


def test_findings_of_the_written_case():
    absent = Step("unless:0", "absent")
    both = (absent, Step("unless:1", "absent"))

    def unexplained(name, place):
        premises = (f"requirement:{name}", f"assessment:{name}:{place}")
        return Derivation(
            f'no-explanation#1 ["{name}"]',
            "no-explanation",
            (Step("check", "no-explanation", premises), *both),
        )

    def missing(name, content, fact_id):
        return Derivation(
            f'content-missing#1 ["{name}", "{content}"]',
            "content-missing",
            (Step("check", "content-missing", (fact_id,)), absent),
        )

    expected = (
        unexplained("untold", "Nordby"),
        unexplained("early", ""),
        missing("asked", "why-not-reached", "asks:asked:why"),
        missing("early", "plan", "asks:early:plan"),
        missing("told", "plan", "asks:told:plan"),
    )

    assert expected == conclude_findings(explained_checks(), explained_facts())


@pytest.mark.parametrize(
    "missing",
    ["requirement:untold", "assessment:untold:Nordby"],
)
def test_a_match_needs_every_pattern(missing):
    facts = [
        requirement("untold"),
        assessment("untold", "red", "Nordby"),
        requirement("other"),
        assessment("other", "green"),
    ]
    assert found(explained_checks(), facts) == [
        ("no-explanation", "requirement:untold", "assessment:untold:Nordby")
    ]

    assert found(explained_checks(), [f for f in facts if f.id != missing]) == []


def test_equal_variables_are_one_finding_from_the_first_facts():
    joined = check("code", [pattern("beta", x="u"), pattern("alfa", x="u", y="v")])
    facts = [
        fact("0", "alfa", x="a", y="1"),
        fact("1", "beta", x="a", y="later"),
        fact("2", "alfa", x="a", y="1"),
        fact("3", "beta", x="a", y="latest"),
        fact("4", "alfa", x="a", y="2"),
    ]

    assert found([joined], facts) == [("code", "1", "0"), ("code", "1", "4")]


def test_findings_come_by_check_then_by_position_of_their_facts():
    facts = [fact(str(n), "alfa", x=x) for n, x in enumerate("cab")]
    first = check("first", [pattern("alfa", x="u")])
    second = check("second", [pattern("alfa", {"x": ("a", "c")}, x="u")])

    assert found([second, first], facts) == [
        ("second", "0"),
        ("second", "1"),
        ("first", "0"),
        ("first", "1"),
        ("first", "2"),
    ]


def test_one_variable_in_two_fields_asks_for_equal_values():
    same = check("code", [pattern("alfa", x="u", y="u")])
    facts = [fact("differ", "alfa", x="a", y="b"), fact("equal", "alfa", x="b", y="b")]

    assert found([same], facts) == [("code", "equal")]


def test_patterns_without_a_common_variable_match_every_pair():
    cross = check("code", [pattern("alfa", x="u"), pattern("beta", y="v")])
    facts = [
        fact("1", "alfa", x="a"),
        fact("2", "beta", y="b"),
        fact("3", "beta", y="c"),
    ]

    assert found([cross], facts) == [("code", "1", "2"), ("code", "1", "3")]


def test_one_fact_may_match_two_patterns():
    twice = check("code", [pattern("alfa", x="u"), pattern("alfa", x="u", y="v")])

    assert found([twice], [fact("1", "alfa", x="a", y="b")]) == [("code", "1", "1")]


def test_unless_without_variables_silences_every_match():
    quiet = check("code", [pattern("alfa", x="u")], [pattern("beta", {"x": ("off",)})])
    facts = [fact("1", "alfa", x="a"), fact("2", "beta", x="on")]

    assert found([quiet], facts) == [("code", "1")]
    assert found([quiet], [*facts, fact("3", "beta", x="off")]) == []


def test_a_finding_is_named_by_check_and_values():
    one = check("code", [pattern("alfa", x="u")], entry=2)
    (finding,) = conclude_findings([one], [fact("1", "alfa", x="Sørby")])

    assert finding.subject == finding_subject(one, {"u": "Sørby"}) == 'code#2 ["Sørby"]'


def test_checks_of_the_safe_subset_are_not_refused():
    assert [refuse_unsafe(check) for check in explained_checks()] == [None, None]
    assert refuse_unsafe(check("code", [pattern("alfa", x="u")] * 15)) is None


@pytest.mark.parametrize(
    ("unsafe", "reason"),
    [
        (check("code", []), "it has no pattern under when"),
        (
            check("code", [pattern("alfa", x="u")] * 10, [pattern("beta", x="u")] * 6),
            "it has 16 patterns, at most 15 are safe",
        ),
        (
            check("code", [pattern("alfa", {"x": tuple("abcdefgh"), "y": tuple("abcdefg")})]),
            "the words of one alfa pattern combine in 56 ways, at most 50 are safe",
        ),
        (
            check("code", [pattern("alfa", x="u")], [pattern("beta", x="v")]),
            "$v stands under unless but not under when",
        ),
    ],
)
def test_an_unsafe_check_is_refused_with_a_reason(unsafe, reason):
    assert refuse_unsafe(unsafe) == reason
