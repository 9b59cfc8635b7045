"""requests-mock answers for niquests, which grafana-client talks with, instead of for requests."""

import importlib
import sys

_PARTS = ("", ".adapters", ".cookies", ".exceptions", ".utils")


def _let_requests_mock_see_niquests() -> None:
    """Import it while niquests stands in the place of requests; everybody else finds what they would find."""
    # Its plugin for pytest has imported it before anything of ours is read.
    for name in [name for name in sys.modules if name.partition(".")[0] == "requests_mock"]:
        del sys.modules[name]
    usual = {f"requests{part}": sys.modules.pop(f"requests{part}", None) for part in _PARTS}
    sys.modules.update({f"requests{part}": importlib.import_module(f"niquests{part}") for part in _PARTS})
    try:
        importlib.import_module("requests_mock")
    finally:
        for name, module in usual.items():
            del sys.modules[name]
            if module is not None:
                sys.modules[name] = module


_let_requests_mock_see_niquests()
