"""On the path of a test's worker only: a page of one source ends the process that reads it, as a bad library would."""

import os
import signal
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

SOURCE = os.environ.get("TEST_POISON", "")


class Poison(MetaPathFinder):
    """Puts itself around `flows.reading.extracted` when that is loaded."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name != "flows.reading":
            return None
        spec = PathFinder.find_spec(name, path)
        assert spec and spec.loader
        load = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            load(module)
            harmless = module.extracted

            def extracted(house: Any, source: Any, work: Any) -> Any:
                if source.id == SOURCE:
                    os.kill(os.getpid(), signal.SIGKILL)
                return harmless(house, source, work)

            module.extracted = extracted  # type: ignore[attr-defined]

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


if SOURCE:
    sys.meta_path.insert(0, Poison())
