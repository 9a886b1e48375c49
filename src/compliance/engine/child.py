"""The engine in a forked child with a time limit: a crash or a hang is a fault, never a dead program."""

import faulthandler
import gc
import importlib
import importlib.util
import json
import os
import pickle
import select
import signal
import struct
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import TracebackType
from typing import NoReturn, Self

from compliance.derivation import Derivation, Fact, Step
from compliance.engine.faults import EngineFault
from compliance.rulebook.checks import Check
from compliance.thresholds import Question

# Seconds for one request.
TIME_LIMIT = 20.0
_LENGTH = struct.Struct("!Q")
_CHUNK = 65_536
_MOST_BYTES = 1 << 30


def available() -> bool:
    """Whether this machine can fork and has durable_rules."""
    return hasattr(os, "fork") and importlib.util.find_spec("durable_rules_engine") is not None


class EngineChild:
    """A child process that runs the engine, for one `with` block. After a fault it is gone.

    Attributes:
        limit: Seconds that one request may take.
    """

    def __init__(self, limit: float = TIME_LIMIT) -> None:
        self.limit = limit
        self._pid = 0
        self._to = -1
        self._from = -1
        self._deadline = 0.0

    def __enter__(self) -> Self:
        """Start the child.

        Raises:
            EngineFault: If no process can be started.
        """
        child_reads, self._to = os.pipe()
        self._from, child_writes = os.pipe()
        try:
            self._pid = os.fork()
        except OSError as error:
            for end in (child_reads, child_writes):
                os.close(end)
            self._close()
            raise EngineFault(f"no process could be started: {error.strerror}") from error
        if self._pid == 0:
            _serve(child_reads, child_writes, (self._to, self._from), self.limit)
        os.close(child_reads)
        os.close(child_writes)
        os.set_blocking(self._to, False)
        os.set_blocking(self._from, False)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end()

    def conclude_colours(self, questions: Sequence[tuple[str, Question]]) -> tuple[Derivation, ...]:
        """Conclude every question by rules, in the order given.

        Raises:
            EngineFault: If the engine crashed, hung or did not do its job.
        """
        self.send_colours(questions)
        return self.receive()

    def conclude_findings(
        self, checks: Sequence[Check], facts: Sequence[Fact]
    ) -> tuple[Derivation, ...]:
        """Conclude all findings by rules: by the order of checks, then by the positions of the premises.

        Raises:
            EngineFault: If the engine crashed, hung or did not do its job.
        """
        self.send_findings(checks, facts)
        return self.receive()

    def send_colours(self, questions: Sequence[tuple[str, Question]]) -> None:
        """Let the child begin with the questions; `receive` returns its answer."""
        self._send("conclude_colours", (tuple(questions),))

    def send_findings(self, checks: Sequence[Check], facts: Sequence[Fact]) -> None:
        """Let the child begin with the checks; `receive` returns its answer."""
        self._send("conclude_findings", (tuple(checks), tuple(map(_bare, facts))))

    def _send(self, request: str, arguments: tuple[object, ...]) -> None:
        if not self._pid:
            raise EngineFault("there is no engine process any more")
        self._deadline = time.monotonic() + self.limit  # for the request and its answer
        body = pickle.dumps((request, arguments))
        rest = memoryview(_LENGTH.pack(len(body)) + body)
        while rest:
            self._wait(self._to, select.POLLOUT)
            try:
                rest = rest[os.write(self._to, rest) :]
            except BrokenPipeError:
                raise self._ended() from None

    def receive(self) -> tuple[Derivation, ...]:
        """Return the answer to the last request."""
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size))
        if length > _MOST_BYTES:
            self._end()
            raise EngineFault("the engine process wrote garbage")
        body = self._read(length)
        try:
            return _derivations(body)
        except EngineFault:
            self._end()
            raise

    def _read(self, size: int) -> bytes:
        read = bytearray()
        while len(read) < size:
            self._wait(self._from, select.POLLIN)
            part = os.read(self._from, min(_CHUNK, size - len(read)))
            if not part:
                raise self._ended()
            read += part
        return bytes(read)

    def _wait(self, pipe: int, event: int) -> None:
        poll = select.poll()
        poll.register(pipe, event)
        left = self._deadline - time.monotonic()
        if left <= 0 or not poll.poll(left * 1000):
            self._end()
            raise EngineFault(f"the engine gave no answer within {self.limit:g} seconds")

    def _ended(self) -> EngineFault:
        """Return the fault of a child that closed its pipe."""
        status = self._end()
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) != signal.SIGKILL:
            return EngineFault(f"the engine crashed ({signal.Signals(os.WTERMSIG(status)).name})")
        return EngineFault("the engine process ended before it answered")

    def _end(self) -> int:
        """End the child, which has nothing to save, and return its wait status."""
        self._close()
        if not self._pid:
            return 0
        pid, self._pid = self._pid, 0
        # A child that closed its pipe is about to be gone: its own status tells more than ours.
        try:
            for _ in range(20):
                reaped, status = os.waitpid(pid, os.WNOHANG)
                if reaped:
                    return status
                time.sleep(0.001)
            os.kill(pid, signal.SIGKILL)
            return os.waitpid(pid, 0)[1]
        except ChildProcessError:  # somebody else in this process has waited for it
            return 0

    def _close(self) -> None:
        for end in (self._to, self._from):
            if end >= 0:
                os.close(end)
        self._to = self._from = -1


def _bare(fact: Fact) -> Fact:
    """Return a fact without what is for texts only and need not travel."""
    return Fact(id=fact.id, kind=fact.kind, fields=dict(fact.fields))


def _serve(reads: int, writes: int, parents: tuple[int, ...], limit: float) -> NoReturn:
    """Answer requests until the parent closes its pipe. Runs in the child and never returns."""
    code = 1
    try:
        for end in parents:
            os.close(end)
        # Ctrl-C is for the parent, which then ends this process.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        faulthandler.disable()
        gc.disable()  # there are no cycles worth collecting in so short a life
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):  # last words of the C library are not for the user
            os.dup2(nothing, standard)
        with suppress(ImportError):  # reported when something is asked
            for module in ("compliance.engine.rete", "durable_rules_engine"):
                importlib.import_module(module)  # while the parent is still reading files
        _answer_all(reads, writes, limit)
        code = 0
    finally:
        # Not sys.exit: handlers and buffers belong to the parent.
        os._exit(code)


def _answer_all(reads: int, writes: int, limit: float) -> None:
    with os.fdopen(reads, "rb") as requests, os.fdopen(writes, "wb") as answers:
        while head := requests.read(_LENGTH.size):
            # Should the parent die meanwhile, nobody else ends a hanging child.
            signal.setitimer(signal.ITIMER_REAL, limit + 1)
            request, arguments = pickle.loads(requests.read(_LENGTH.unpack(head)[0]))  # noqa: S301  # our own pipe
            body = _answer(request, arguments)
            answers.write(_LENGTH.pack(len(body)) + body)
            answers.flush()
            signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(request: str, arguments: tuple[object, ...]) -> bytes:
    try:
        from compliance.engine import rete

        conclude: Callable[..., tuple[Derivation, ...]] = getattr(rete, request)
        found = [
            (d.subject, d.conclusion, [(s.rule, s.conclusion, s.premises) for s in d.steps])
            for d in conclude(*arguments)
        ]
        return json.dumps(found).encode()
    except EngineFault as fault:
        detail = fault.detail
    except BaseException as error:  # noqa: BLE001
        # Whatever it is, the parent must hear of it: here nobody else does.
        detail = f"{type(error).__name__}: {error}"
    return json.dumps({"fault": detail}).encode()


def _derivations(body: bytes) -> tuple[Derivation, ...]:
    """Read an answer. JSON, because a broken child must not be able to make this process do things."""
    try:
        answer = json.loads(body)
        if isinstance(answer, dict):
            raise EngineFault(str(answer["fault"]))
        return tuple(
            Derivation(
                _text(subject),
                _text(conclusion),
                tuple(
                    Step(_text(rule), _text(said), tuple(map(_text, premises)))
                    for rule, said, premises in steps
                ),
            )
            for subject, conclusion, steps in answer
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise EngineFault("the engine process wrote garbage") from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
