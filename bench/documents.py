"""Word documents a second: every template's examples, filled, checked and written."""

import time

from xiezhi.dossier.drafting import ROOT, can_convert, load_templates, render, to_pdf
from xiezhi.dossier.drafting.examples import load_examples

GOAL = 29  # documents a second: what docxtpl alone reached on the same machine
SECONDS = 2.0


def main():
    """Print documents a second, and the time of one PDF where LibreOffice is installed."""
    work = [
        (template, example.values)
        for template in load_templates().values()
        for example in load_examples(ROOT / template.id)
    ]
    for template, values in work:
        render(template, values)
    began, made = time.perf_counter(), 0
    while time.perf_counter() - began < SECONDS:
        for template, values in work:
            render(template, values)
        made += len(work)
    rate = made / (time.perf_counter() - began)
    print(f"Word 文书：{rate:>8,.0f} 份/秒   目标 {GOAL}（{len(load_templates())} 种模板）")
    if can_convert():
        content = render(*work[0]).content
        began = time.perf_counter()
        to_pdf(content)
        print(f"PDF（LibreOffice，单份）：{time.perf_counter() - began:.1f} 秒")
    return rate < GOAL
