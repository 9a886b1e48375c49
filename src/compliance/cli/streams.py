"""Data on stdout, messages on stderr, files written whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from compliance.errors import Problem
from compliance.language import Language
from compliance.submission.private import masked_message

_PLAIN = str.maketrans(
    {
        "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "...", "’": "'",
        "\u00a0": " ", "\u202f": " ", "\u2212": "-", "·": "|", "≥": ">=", "≤": "<=",
    }
)  # fmt: skip


def encodable(said: str, encoding: str | None) -> str:
    """Return the text as `encoding` can carry it: plain punctuation first, then question marks."""
    name = encoding or "ascii"
    try:
        said.encode(name)
    except UnicodeEncodeError:
        return said.translate(_PLAIN).encode(name, "replace").decode(name)
    return said


def clean(said: str) -> str:
    """Return the text without control characters: nothing from a file may steer a terminal."""
    return "".join(c if c == "\n" or c.isprintable() or c == "\u00a0" else "\ufffd" for c in said)


def write(said: str, stream: TextIO | None = None) -> None:
    """Write one message and a line end."""
    target = stream or sys.stdout
    target.write(encodable(clean(said), target.encoding) + "\n")


def complain(thing: object, language: Language) -> None:
    """Write a message to stderr, without identity numbers."""
    write(masked_message(language.say(thing)), sys.stderr)


def complain_of(problems: Iterable[Problem], language: Language) -> None:
    """Write problems to stderr, one a line."""
    for problem in problems:
        write(problem.words(language), sys.stderr)


def write_bytes(content: bytes) -> None:
    """Write to stdout what has its own encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.flush()


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole, or leave the old one as it was.

    Raises:
        OSError: If it cannot be written.
    """
    path = path.resolve()  # a link stays a link
    if path.exists() and not path.is_file():
        path.write_bytes(content)  # a pipe or a device cannot be replaced
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
