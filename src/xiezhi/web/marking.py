"""Marks what stays Chinese on an English page: `lang` for those who listen to it.

Texts of the law, names and the words of cases are not translated. Runs of Chinese get an element
of their own; where none may stand (options, titles, drawings) the element around says it.
"""

import re

CHINESE = re.compile(r"[\u4e00-\u9fff]")
INNER = r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef”"
RUN = re.compile(rf"[《“（〔【「]*[\u3400-\u9fff](?:[{INNER}“…—0-9]*[{INNER}])?")
# What is skipped whole, or one tag: whether it ends an element, its name, its attributes.
TAG = re.compile(
    r"<(?:!--.*?--|(?i:(script|style)\b.*?</\1\s*)"
    r"|(/?)([a-zA-Z][\w-]*+)([^<>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^<>\"']*+)*+))>",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"([^\s\"'=/]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"']+))?")
NO_CHILDREN = frozenset({"title", "option", "textarea", "text", "tspan", "desc", "pre", "code"})
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                  "source", "track", "wbr"})  # fmt: skip
Opened = tuple[str, bool, int]  # its name, whether its language is said, where its tag ends
CHINESE_IS = ' lang="zh-CN"'


def marked(page: str) -> str:
    """Return the HTML with every run of Chinese outside an element that names its language."""
    made, at = [], 0
    for start, end, text in sorted(_edits(page)):
        made += (page[at:start], text)
        at = end
    return "".join((*made, page[at:])) if made else page


def _edits(page: str) -> list[tuple[int, int, str]]:
    """The places to write anew, from and until, with their text."""
    edits: list[tuple[int, int, str]] = []
    open_tags: list[Opened] = []
    chinese = _chinese(page, 0)  # the next one: most tags have none before them
    if chinese == len(page):
        return edits
    at = 0
    for tag in TAG.finditer(page):
        start, end = tag.span()
        if chinese < start:
            _mark(page, at, start, open_tags, edits)
        at = end
        if chinese < at and (chinese := _chinese(page, at)) == len(page):
            break
        ends, name, attributes = tag.group(2, 3, 4)
        if ends:
            _close(name.lower(), open_tags)
        elif name and (name := name.lower()) not in VOID and attributes[-1:] != "/":
            said = bool(open_tags) and open_tags[-1][1]
            if not said and "lang" in attributes.lower() and name != "html":
                said = _speaks(attributes)
            open_tags.append((name, said, at))
    _mark(page, at, len(page), open_tags, edits)
    return edits


def _chinese(page: str, start: int) -> int:
    """Where the next Chinese character stands; the end of the page when there is none."""
    found = CHINESE.search(page, start)
    return found.start() if found else len(page)


def _close(name: str, open_tags: list[Opened]) -> None:
    """End an element, and those in it left open; an end without a beginning ends nothing."""
    for place in range(len(open_tags) - 1, -1, -1):
        if open_tags[place][0] == name:
            del open_tags[place:]
            return


def _speaks(attributes: str) -> bool:
    """Whether one of the attributes is the language."""
    return any(one[1].lower() == "lang" for one in ATTRIBUTE.finditer(attributes))


def _mark(
    page: str,
    start: int,
    end: int,
    open_tags: list[Opened],
    edits: list[tuple[int, int, str]],
) -> None:
    """Mark the text between two tags, unless its element says its language already."""
    name, said, inside = open_tags[-1] if open_tags else ("", False, 0)
    if said or not CHINESE.search(page, start, end):
        return
    if name in NO_CHILDREN:
        edits.append((inside - 1, inside - 1, CHINESE_IS))
        open_tags[-1] = (name, True, inside)
        return
    for run in RUN.finditer(page, start, end):
        edits.append((*run.span(), f"<span{CHINESE_IS}>{run.group()}</span>"))
