"""The shape of the page of a check code: what it finds, why, an example that trips it and a near miss.

Every scalar is text here. What the texts mean is read in `compliance.rulebook.pages`.
"""

from typing import Literal

from pydantic import Field

from compliance.rulebook.target_shape import Shape, Texts, Words


class PageExampleShape(Shape):
    """What is changed in a submission without findings."""

    says: Texts = Field(description="One sentence about the example.")
    without: list[Words] = Field([], description="Answers that are taken out first, by their keys.")
    submission: Words | None = Field(
        None,
        description="A piece of a submission that is laid over: keys merge, the rest replaces.",
    )
    previous: Words | None = Field(
        None, description="The same for the submission handed to `--previous`."
    )


class CheckPageFile(Shape):
    """The page of one code."""

    schema_: Literal["compliance/check-page@1"] = Field(
        alias="schema", description="`compliance/check-page@1`."
    )
    code: Words = Field(description="The code of the checks, which is also the file's name.")
    title: Texts = Field(description="One short line.")
    what: Texts = Field(description="What is found, and what is not.")
    why: Texts = Field(description="Why it matters.")
    trips: PageExampleShape = Field(description="An example that has this finding and no other.")
    near_miss: PageExampleShape = Field(description="One that looks alike and has no finding.")
