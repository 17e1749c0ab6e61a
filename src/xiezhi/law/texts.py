"""The texts of the laws, read from a folder of JSON lines ``{article, text}``, one file a law."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from xiezhi.law.citations import Reference, read_citation
from xiezhi.law.errors import LawError
from xiezhi.law.instruments import Instrument

_SPACE = re.compile(r"\s+")
_ITEM = re.compile(r"^[（(][一二三四五六七八九十]+[）)]")


def texts_folder() -> Path:
    """XIEZHI_LAW_TEXTS, else the store of imported texts, else ../shared/law/articles."""
    named = os.environ.get("XIEZHI_LAW_TEXTS")
    if named:
        return Path(named)
    stored = store_folder()
    beside = Path("../shared/law/articles")
    root = Path(__file__).resolve().parents[3]
    found = (folder for folder in (stored, beside, root / beside) if folder.is_dir())
    return next(found, beside)


def store_folder() -> Path:
    """Where ``xiezhi law import`` puts the texts: XIEZHI_HOME/law, by default ./var/law."""
    return Path(os.environ.get("XIEZHI_HOME", "var")) / "law"


def read_articles(path: Path) -> dict[str, str]:
    """Articles of one file by number. Raises LawError with the line that is wrong."""
    articles: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (UnicodeDecodeError, OSError) as error:
        raise LawError(path.name, "读不出文件，或者不是 UTF-8 编码", "另存为 UTF-8") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{path.name} 第 {number} 行"
        try:
            row = json.loads(line)
            article, text = row["article"], row["text"]
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            cure = '每行应为一个 JSON 对象，如 {"article": "1", "text": "……"}'
            raise LawError(place, f"读不出条文「{line[:30]}」", cure) from error
        if not (isinstance(article, str) and isinstance(text, str) and text.strip()):
            raise LawError(place, f"条号或条文为空「{line[:30]}」", "补上 article 与 text")
        if article in articles:
            raise LawError(place, f"第 {article} 条重复出现", "删去重复的一行")
        articles[article] = text
    return articles


@dataclass
class Texts:
    """The articles of the instruments found in ``folder``; files are read when asked for."""

    folder: Path
    instruments: Mapping[str, Instrument]
    _read: dict[str, dict[str, str]] = field(default_factory=dict)

    def available(self) -> bool:
        """Whether the folder is there at all."""
        return self.folder.is_dir()

    def articles(self, instrument: str) -> Mapping[str, str] | None:
        """All articles of an instrument by number; None when its text is not here."""
        if instrument not in self._read:
            known = self.instruments.get(instrument)
            if known is None or known.text is None or not (self.folder / known.text).is_file():
                return None
            self._read[instrument] = read_articles(self.folder / known.text)
        return self._read[instrument]

    def article(self, instrument: str, article: str) -> str | None:
        """The text of one article, or None when the instrument or the article is not here."""
        articles = self.articles(instrument)
        return None if articles is None else articles.get(article)

    @cached_property
    def bodies(self) -> tuple[tuple[str, str, str], ...]:
        """Instrument, article and text without white space, of every article there is.

        Raises LawError with file and line when a file does not read.
        """
        return tuple(
            (name, key, _bare(text))
            for name in self.instruments
            for key, text in (self.articles(name) or {}).items()
        )

    def cited(self, cite: str) -> str | None:
        """The text a citation points at, down to its paragraph or item; None when not here."""
        reference = read_citation(cite)
        if reference is None:
            return None
        text = self.article(reference.instrument, reference.article)
        return None if text is None else narrow(text, reference)

    def quotes(self, cite: str, quote: str) -> bool | None:
        """Whether the cited place says ``quote``, ignoring white space; None when not here."""
        reference = read_citation(cite)
        if reference is None or self.articles(reference.instrument) is None:
            return None
        text = self.cited(cite)
        return text is not None and _bare(quote) in _bare(text)


def paragraphs(text: str) -> list[str]:
    """The 款 of an article; a 款's items （一）（二）… stay with it."""
    found: list[str] = []
    for block in (part.strip() for part in text.split("\n") if part.strip()):
        if found and _ITEM.match(block):
            found[-1] = f"{found[-1]}\n{block}"
        else:
            found.append(block)
    return found


def narrow(text: str, reference: Reference) -> str | None:
    """The paragraph, then the item, that a reference names in an article; None if not there."""
    if reference.paragraph is not None:
        parts = paragraphs(text)
        if not 1 <= reference.paragraph <= len(parts):
            return None
        text = parts[reference.paragraph - 1]
    if reference.item is not None:
        items = [block for block in text.split("\n") if _ITEM.match(block.strip())]
        if not 1 <= reference.item <= len(items):
            return None
        text = items[reference.item - 1]
    return text


def _bare(text: str) -> str:
    return _SPACE.sub("", text)
