"""Runs every measurement, or those named: `python -m bench [acts …] [their options]`."""

import sys
from importlib import import_module
from itertools import takewhile
from pathlib import Path


def main(words):
    """Run `main()` of each module beside this one; a failing one does not stop the others.

    What follows the names is read by the modules themselves."""
    names = list(takewhile(lambda word: not word.startswith("-"), words))
    known = sorted(
        p.stem for p in Path(__file__).parent.glob("*.py") if not p.stem.startswith("_")
    )
    unknown = sorted(set(names) - set(known))
    if unknown:
        print(f"没有名为 {'、'.join(unknown)} 的测量。可用：{'、'.join(known)}", file=sys.stderr)
        return 2
    failed = 0
    for name in names or known:
        print(f"\n== {name}", flush=True)
        try:
            failed += bool(import_module(f"bench.{name}").main())
        except Exception as error:  # noqa: BLE001 - one measurement must not hide the others
            failed += 1
            print(f"未能完成：{type(error).__name__} {error}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
