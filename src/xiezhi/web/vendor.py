"""Copies third-party front-end files from node_modules into the git-ignored static/vendor."""

import re
import shutil
import sys
from pathlib import Path

VENDOR = Path(__file__).parent / "static" / "vendor"

# target below static/vendor → source below node_modules
FILES = {
    "tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "tabler-icons.min.css": "@tabler/icons-webfont/dist/tabler-icons.min.css",
    "fonts/tabler-icons.woff2": "@tabler/icons-webfont/dist/fonts/tabler-icons.woff2",
    "echarts.min.js": "echarts/dist/echarts.min.js",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
}

# Names of files that we do not copy: a manifest of static files would refuse them.
MAPS = re.compile(r"/[*/]# sourceMappingURL=\S+(?: \*/)?\s*$")
OLD_FONTS = re.compile(r',url\("\./fonts/tabler-icons\.(?:woff|ttf)\?[^"]*"\) format\("\w+"\)')


class NotInstalled(Exception):
    """A package is missing from node_modules; its message names the file and the cure."""


def install(modules: Path, into: Path = VENDOR) -> tuple[Path, ...]:
    """Copy every file of FILES from `modules`; raise NotInstalled before anything is written."""
    missing = [source for source in FILES.values() if not (modules / source).is_file()]
    if missing:
        raise NotInstalled(f"node_modules 里没有 {missing[0]}。先运行 npm ci，再运行这个命令。")
    copied = []
    for target, source in FILES.items():
        place = into / target
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / source, place)
        if place.suffix in {".css", ".js"}:
            text = place.read_text(encoding="utf-8")
            place.write_text(OLD_FONTS.sub("", MAPS.sub("", text)), encoding="utf-8")
        copied.append(place)
    return tuple(copied)


def main() -> None:
    """Copy from the folder named on the command line, by default ./node_modules."""
    modules = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("node_modules")
    try:
        copied = install(modules)
    except NotInstalled as missing:
        sys.exit(str(missing))
    sys.stdout.write(f"已复制 {len(copied)} 个前端文件\n")


if __name__ == "__main__":
    main()
