import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from compliance.engine import EngineFault, available, engine_version, exact, proven
from compliance.engine.child import EngineChild
from engine_cases import SIXTY_FORTY_FIVE, explained_checks, explained_facts, number

if not available():
    pytest.skip(
        "durable_rules is not installed here, so the engine is not tested", allow_module_level=True
    )

from compliance.engine import rete

ASKED = (("a", number(SIXTY_FORTY_FIVE, 60)), ("b", number(SIXTY_FORTY_FIVE, 44)))


def instead(monkeypatch, action):
    """Let the child do something else when it is asked for colours."""
    monkeypatch.setattr(rete, "conclude_colours", action)


def is_gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def open_files():
    return len(list(Path("/proc/self/fd").iterdir()))


def test_one_child_serves_both_sessions():
    with EngineChild() as child:
        pid = child._pid
        colours = child.conclude_colours(ASKED)
        findings = child.conclude_findings(explained_checks(), explained_facts())

    assert exact.conclude_colours(ASKED) == colours
    assert exact.conclude_findings(explained_checks(), explained_facts()) == findings
    assert is_gone(pid)


def test_no_pipe_stays_open():
    before = open_files()
    with EngineChild() as child:
        child.conclude_colours(ASKED)

    assert open_files() == before


def test_proven_returns_what_both_conclude():
    with proven() as engine:
        colours = engine.conclude_colours(ASKED)
        findings = engine.conclude_findings(explained_checks(), explained_facts())

    assert engine.name == f"durable_rules {engine_version()}"
    assert exact.conclude_colours(ASKED) == colours
    assert exact.conclude_findings(explained_checks(), explained_facts()) == findings


def test_version_is_the_installed_one():
    from importlib.metadata import version

    assert engine_version() == version("durable_rules")


def test_a_long_request_and_a_long_answer_pass_the_pipes():
    many = tuple(
        (f"subject {n} " + "å" * 200, question) for n in range(500) for _, question in ASKED
    )
    with EngineChild() as child:
        assert exact.conclude_colours(many) == child.conclude_colours(many)


def test_a_difference_is_a_fault(monkeypatch):
    instead(monkeypatch, lambda asked: exact.conclude_colours(asked[::-1]))

    with (
        proven() as engine,
        pytest.raises(
            EngineFault, match=r"^the engine concludes 'b' where the exact evaluator concludes 'a'$"
        ),
    ):
        engine.conclude_colours(ASKED)


@pytest.mark.parametrize(
    ("action", "detail"),
    [
        (lambda _: os.abort(), "the engine crashed (SIGABRT)"),
        (lambda _: os.kill(os.getpid(), signal.SIGSEGV), "the engine crashed (SIGSEGV)"),
        (lambda _: os._exit(0), "the engine process ended before it answered"),
        (lambda _: 1 // 0, "ZeroDivisionError: integer division or modulo by zero"),
        (lambda _: exec("raise SystemExit(3)"), "SystemExit: 3"),
        (lambda _: 5, "TypeError: 'int' object is not iterable"),
    ],
)
def test_a_child_that_fails_is_a_fault(monkeypatch, action, detail):
    instead(monkeypatch, action)

    with EngineChild() as child:
        pid = child._pid
        with pytest.raises(EngineFault) as raised:
            child.conclude_colours(ASKED)

    assert raised.value.detail == detail
    assert is_gone(pid)


def test_a_child_that_hangs_is_a_fault_and_gone(monkeypatch):
    instead(monkeypatch, lambda _: time.sleep(60))

    with EngineChild(limit=0.2) as child:
        pid = child._pid
        with pytest.raises(EngineFault, match=r"^the engine gave no answer within 0\.2 seconds$"):
            child.conclude_colours(ASKED)

        assert is_gone(pid)
        with pytest.raises(EngineFault, match=r"^there is no engine process any more$"):
            child.conclude_colours(ASKED)


def test_a_child_that_does_not_read_is_a_fault(monkeypatch):
    many = tuple(
        (f"subject {n} " + "å" * 200, question) for n in range(5000) for _, question in ASKED
    )
    with EngineChild(limit=0.5) as child:
        os.kill(child._pid, signal.SIGSTOP)
        with pytest.raises(EngineFault, match="no answer within"):
            child.conclude_colours(many)


@pytest.mark.parametrize(
    "garbage",
    [
        b"\xff" * 8,
        (1 << 40).to_bytes(8, "big"),
        (4).to_bytes(8, "big") + b"\xfe\xed{]",
        (2).to_bytes(8, "big") + b"17",
        (4).to_bytes(8, "big") + b"[17]",
        (2).to_bytes(8, "big") + b"{}",
        (16).to_bytes(8, "big") + b'["a", [["a", 1]]',
        (15).to_bytes(8, "big") + b'[["a", 1, []]]\n',
    ],
)
def test_a_child_that_writes_garbage_is_a_fault(monkeypatch, garbage):
    monkeypatch.setattr(
        "compliance.engine.child._answer_all", lambda _, to, __: _write(to, garbage)
    )

    with EngineChild(limit=5) as child:
        pid = child._pid
        with pytest.raises(EngineFault, match=r"^the engine process wrote garbage$"):
            child.conclude_colours(ASKED)

        assert is_gone(pid)


def _write(pipe, garbage):
    os.write(pipe, garbage)
    time.sleep(60)


def test_half_an_answer_is_a_fault(monkeypatch):
    half = (100).to_bytes(8, "big") + b"[["
    monkeypatch.setattr("compliance.engine.child._answer_all", lambda _, to, __: os.write(to, half))

    with (
        EngineChild() as child,
        pytest.raises(EngineFault, match=r"^the engine process ended before it answered$"),
    ):
        child.conclude_colours(ASKED)


def test_the_child_leaves_the_handlers_and_buffers_of_its_parent_alone(tmp_path):
    program = f"""
import atexit, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from compliance.engine.child import EngineChild
from test_engine_child import ASKED
atexit.register(lambda: print("goodbye"))
sys.stdout.write("buffered\\n")
with EngineChild() as child:
    print(len(child.conclude_colours(ASKED)))
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert (ran.stdout, ran.stderr) == ("buffered\n2\ngoodbye\n", "")


def test_the_child_does_not_mind_an_interrupt():
    with EngineChild() as child:
        child.conclude_colours(ASKED)
        os.kill(child._pid, signal.SIGINT)

        assert exact.conclude_colours(ASKED) == child.conclude_colours(ASKED)


def test_an_interrupted_parent_leaves_no_child(monkeypatch):
    instead(monkeypatch, lambda _: time.sleep(60))

    def interrupt(*_):
        raise KeyboardInterrupt

    child, started = EngineChild(), []

    def ask_and_interrupt():
        started.append(child._pid)
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        child.conclude_colours(ASKED)

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        with pytest.raises(KeyboardInterrupt), child:
            ask_and_interrupt()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

    assert [is_gone(pid) for pid in started] == [True]


def test_where_no_process_can_be_started_there_is_a_fault(monkeypatch):
    def refuse():
        raise BlockingIOError(11, "Resource temporarily unavailable")

    before = open_files()
    monkeypatch.setattr(os, "fork", refuse)

    with (
        pytest.raises(
            EngineFault, match=r"^no process could be started: Resource temporarily unavailable$"
        ),
        EngineChild(),
    ):
        pass
    assert open_files() == before


def test_without_fork_or_library_there_is_no_engine(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("importlib.util.find_spec", lambda name: None)
        assert (available(), engine_version()) == (False, None)
    monkeypatch.delattr(os, "fork")

    assert (available(), engine_version()) == (False, None)
