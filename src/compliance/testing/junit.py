"""Writes the results of rule tests as JUnit XML, which build servers read."""

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from compliance.language import Language
from compliance.testing.suite import Result
from compliance.testing.told import lines_of

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_of(results: Sequence[Result], language: Language) -> bytes:
    """Return a suite for each card, a case for each example and law, and a failure for each that failed."""
    root = ET.Element("testsuites", _counts(results))
    for card, group in groupby(results, key=lambda r: r.card.id):
        of_card = list(group)
        suite = ET.SubElement(root, "testsuite", {"name": card, **_counts(of_card)})
        for result in of_card:
            case = ET.SubElement(
                suite,
                "testcase",
                {"name": result.name, "classname": card, "time": _seconds([result])},
            )
            if not result.passed:
                lines = [_NOT_IN_XML.sub("\ufffd", line) for line in lines_of(result, language)]
                failure = ET.SubElement(
                    case, "failure", {"message": lines[0], "type": _kind(result)}
                )
                failure.text = "\n".join(lines)
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _kind(result: Result) -> str:
    return "example-fails" if result.broken is None else "law-broken"


def _counts(results: Sequence[Result]) -> dict[str, str]:
    return {
        "tests": str(len(results)),
        "failures": str(sum(not r.passed for r in results)),
        "errors": "0",
        "time": _seconds(results),
    }


def _seconds(results: Sequence[Result]) -> str:
    seconds, milliseconds = divmod(sum(r.milliseconds for r in results), 1000)
    return f"{seconds}.{milliseconds:03d}"
