"""Marks what stays Chinese on an English page: `lang` for those who listen to it.

Texts of the law, names and the words of cases are not translated. Runs of Chinese get an element
of their own; where none may stand (options, titles, drawings) the element around says it.
"""

import re

CHINESE = re.compile(r"[\u4e00-\u9fff]")
INNER = r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef”"
RUN = re.compile(rf"[《“（〔【「]*[\u3400-\u9fff](?:[{INNER}“…—0-9]*[{INNER}])?")
TAG = re.compile(r"<!--.*?-->|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
NAME = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
SPOKEN = re.compile(r"\slang=")
UNTOUCHED = frozenset({"script", "style"})
NO_CHILDREN = frozenset({"title", "option", "textarea", "text", "desc", "pre", "code"})
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                  "source", "track", "wbr"})  # fmt: skip
CHINESE_IS = ' lang="zh-CN"'


def marked(page: str) -> str:
    """Return the HTML with every run of Chinese outside an element that names its language."""
    made: list[str] = []
    open_tags: list[tuple[str, bool, int]] = []  # name, whether its language is said, place
    at = 0
    for tag in TAG.finditer(page):
        _write(made, open_tags, page[at : tag.start()])
        at = tag.end()
        made.append(tag.group())
        _follow(tag.group(), open_tags, len(made) - 1)
    _write(made, open_tags, page[at:])
    return "".join(made)


def _follow(tag: str, open_tags: list[tuple[str, bool, int]], place: int) -> None:
    """Keep account of the elements that are open."""
    named = NAME.match(tag)
    if named is None or named[2].lower() in VOID or tag.endswith("/>"):
        return
    name = named[2].lower()
    if not named[1]:
        said = bool(SPOKEN.search(tag)) and name != "html"
        said = said or bool(open_tags and open_tags[-1][1])
        open_tags.append((name, said, place))
        return
    while open_tags and open_tags.pop()[0] != name:
        pass


def _write(made: list[str], open_tags: list[tuple[str, bool, int]], text: str) -> None:
    """Add a text, marked unless its element says its language already."""
    name, said, place = open_tags[-1] if open_tags else ("", False, 0)
    if not text or said or name in UNTOUCHED or not CHINESE.search(text):
        made.append(text)
    elif name in NO_CHILDREN:
        made.append(text)
        if CHINESE_IS not in made[place]:
            made[place] = f"{made[place][:-1]}{CHINESE_IS}>"
    else:
        made.append(RUN.sub(lambda run: f"<span{CHINESE_IS}>{run.group()}</span>", text))
