"""Measure the dossier extraction on the gold judgments: a table per set, and judgments a second.

Reads ``$XIEZHI_SHARED/data/judgments`` (default ``../shared``); says so when it is not there.
The gold lines are split in two for good: odd lines developed the grammar; even lines measured it
unseen at two milestones and were then opened, so that column tells no more of unseen texts.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from xiezhi.dossier import extract
from xiezhi.dossier.agreement import Score, score

SETS = (
    ("刑事 criminal", "criminal_gold.jsonl", "criminal_judgments.jsonl"),
    ("民间借贷 civil loan", "civil_loan_gold.jsonl", "civil_loan_judgments.jsonl"),
)
Pair = tuple[dict[str, Any], dict[str, Any]]


def read(path: Path) -> list[dict[str, Any]]:
    """The JSON lines of ``path``."""
    return [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines() if row]


def pairs(folder: Path, gold_name: str, text_name: str) -> list[Pair]:
    """(gold, extracted) for every gold line."""
    texts = read(folder / text_name)
    return [
        (gold, extract(texts[gold["line"] - 1]["text"], gold["id"], gold["line"]).to_json())
        for gold in read(folder / gold_name)
    ]


def table(name: str, found: list[Pair]) -> None:
    """Print one set: all lines, then F1 on the developed and on the held-out half."""
    whole = score(found)
    odd = score(pair for pair in found if pair[0]["line"] % 2)
    even = score(pair for pair in found if not pair[0]["line"] % 2)
    print(f"\n{name}: {len(found)} 份标注 annotated")
    print(f"{'field':34}{'n':>5}{'P':>7}{'R':>7}{'F1':>7}{'exact':>7}{'dev F1':>8}{'held F1':>9}")
    for field, one in whole.items():
        halves = (odd.get(field, Score()).f1, even.get(field, Score()).f1)
        numbers = f"{one.precision:7.3f}{one.recall:7.3f}{one.f1:7.3f}{one.exactness:7.3f}"
        print(f"{field:34}{one.gold:5}{numbers}{halves[0]:8.3f}{halves[1]:9.3f}")


def throughput(folder: Path) -> None:
    """Print judgments per second over all texts of both sets, one process."""
    for name, _, text_name in SETS:
        texts = [row["text"] for row in read(folder / text_name)]
        start, cpu = time.perf_counter(), time.process_time()
        for text in texts:
            extract(text)
        wall, cpu = time.perf_counter() - start, time.process_time() - cpu
        size = sum(map(len, texts)) / len(texts)
        rates = f"{len(texts) / wall:.0f} 份/秒 judgments/s, {len(texts) / cpu:.0f} 份/CPU秒"
        print(f"{name}: {rates} (平均 {size:.0f} 字)")


def main() -> int:
    """Print everything; 0 also when the data are absent, since there is nothing to measure."""
    folder = Path(os.environ.get("XIEZHI_SHARED", "../shared")) / "data" / "judgments"
    if not folder.is_dir():
        print(f"未找到裁判文书数据：{folder}。请设置 XIEZHI_SHARED。跳过提取测评。")
        return 0
    for name, gold_name, text_name in SETS:
        table(name, pairs(folder, gold_name, text_name))
    print()
    throughput(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
