"""Claims of the published papers, handed in as submissions: what is wrong is found, what is right is left alone."""

import sys

import pytest

from claims_of_papers import claims, floors, measured, table

WAYS = [pytest.param(way, id=f"{claim.id} {way.name}") for claim in claims() for way in claim.ways]
VERDICTS = {"consistent": 65, "rounding": 13, "inconsistent": 12, "undecidable": 14}


def test_all_claims_are_there():
    found = [claim.verdict for claim in claims()]
    assert len({claim.id for claim in claims()}) == len(found) == sum(VERDICTS.values())
    assert {verdict: found.count(verdict) for verdict in VERDICTS} == VERDICTS


@pytest.mark.parametrize("way", WAYS)
def test_of_a_claim_is_found_what_its_verdict_says(way):
    assert [one.code for one in way.found] == list(way.finds)


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.id)
def test_a_wrong_claim_is_flagged_or_says_why_not_and_no_other_is(claim):
    assert claim.is_flagged is (claim.verdict == "inconsistent" and claim.missed is None)


def test_precision_and_recall_only_rise(capsys):
    with capsys.disabled():
        sys.stdout.write(f"\n{table()}\n")
    assert measured() == floors(), "a fall is a fault; after a rise, raise the floors"


def test_nothing_right_is_called_wrong():
    right, flagged = measured()["precision"]
    assert right == flagged > 0
