"""What every test gets: a cache, a ledger, settings and the English language of its own.

No test hears what another one said, or how the person speaks who runs it.
"""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# As the program does, and before numpy comes: threads that wait for each other take what other tests need.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# A machine that is busy with other tests is slow, not wrong: property tests have no deadline.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

ROOT = Path(__file__).resolve().parent.parent


NUMBERS = count()
"""Of the tests of this process."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:  # noqa: ARG001
    """What ``-n auto`` stands for: tests wait for processes, browsers and clocks a third of their time."""
    return max(2, (os.cpu_count() or 1) * 3 // 2)


@pytest.fixture(scope="session")
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each test has its folders.

    ``mktemp`` reads the names of all folders there are to find a new number: with one folder for ten thousand
    tests, that is most of what small tests take.
    """
    return tmp_path_factory.mktemp("own")


@pytest.fixture(autouse=True)
def own_cache(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, named in the environment for child processes too."""
    own = own_folders / str(next(NUMBERS))
    for name in ("cache", "state", "config"):
        (own / name).mkdir(parents=True)
    folder = own / "cache"
    monkeypatch.setenv("BRIEFING_CACHE", str(folder))
    monkeypatch.setenv("BRIEFING_STATE", str(own / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(own / "config"))
    monkeypatch.setenv("BRIEFING_UI", "en")
    for name in ("ACCESSIBLE", "NO_COLOR", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all workers, for tests to which it is the same whether a piece was spoken before.

    Runs may share a cache, and their bytes do not depend on it: other tests show that.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "spoken"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def seeds() -> Path:
    """The folder of seed articles."""
    return ROOT / "seeds"
