"""Builds the city step by step: offices, data, judgments, screening, cases, monitoring."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from random import Random

from django.db import transaction
from django.utils import timezone

from xiezhi.city.books_of_city import draw_books
from xiezhi.city.clue_work import settle_clues
from xiezhi.city.criminal_work import work_through
from xiezhi.city.dockets import Docket, dockets
from xiezhi.city.entrusting import entrust
from xiezhi.city.files import write_all
from xiezhi.city.inquiries import record_inquiries
from xiezhi.city.model_work import adopt_models, remember_planted
from xiezhi.city.offices import CITY, PROVINCE, offices
from xiezhi.city.residents import Registry
from xiezhi.city.staff import Staff
from xiezhi.city.supervision_work import Supervision
from xiezhi.clues.actions.import_file import import_file
from xiezhi.clues.actions.import_judgments import import_judgments
from xiezhi.clues.actions.run_model import queue_run, run_model
from xiezhi.clues.operators import Operator, operator_of
from xiezhi.management.actions.run_countdown import run_countdown
from xiezhi.modelling.library import models, store
from xiezhi.modelling.standing import in_use
from xiezhi.organs.actions.establish import establish
from xiezhi.organs.roles import Role
from xiezhi.screening import availabilities

FOUNDED_ON = date(2024, 1, 1)
BUSIEST, BUSIEST_CASES, OTHER_CASES = "990101", 34, 3
JUDGMENTS = ("criminal_judgments.jsonl", "civil_loan_judgments.jsonl")
Say = Callable[[str], None]


@dataclass(slots=True)
class City:
    """The city under construction: its seed, its day, where its files lie, how to say progress."""

    seed: int
    today: date
    folder: Path
    say: Say

    def build(self, judgments: Path | None) -> None:
        """Build everything, in the order in which an office would see it."""
        self.found_offices()
        operator = self.analyst()
        self.take_in_files(operator)
        self.take_in_judgments(operator, judgments)
        self.adopt(operator)
        self.screen(operator)
        self.work_cases()
        self.work_supervision()
        self.record_inquiries()
        self.monitor()

    def found_offices(self) -> None:
        """Establish every procuratorate and let the chiefs entrust what they may."""
        with transaction.atomic():
            for office in offices(self.seed):
                establish(office, from_on=FOUNDED_ON)
                if office.code != PROVINCE:
                    entrust(Staff(office.code, self.today), FOUNDED_ON, self.today)
        self.say("十个人民检察院和它们的人员已经到位")

    def analyst(self) -> Operator:
        """The city's first analyst, who imports and screens."""
        return operator_of(Staff(CITY, self.today).with_role(Role.ANALYST)[0])

    def take_in_files(self, operator: Operator) -> None:
        """Write the agencies' files, remember what was planted, and import them."""
        books = draw_books(self.seed, self.today)
        files = write_all(books, self.folder)
        planted = [asdict(one) for one in books.planted]
        record = self.folder.parent / "planted.json"
        record.write_text(json.dumps(planted, ensure_ascii=False, indent=1), "utf-8")
        remember_planted(CITY, self.today, books.planted)
        rows = 0
        for path in files:
            report = import_file(operator, path, data_on=self.today)
            rows += sum(sheet.kept for sheet in report.sheets)
        self.say(f"各单位的 {len(files)} 个文件已经入库，共 {rows} 行")

    def take_in_judgments(self, operator: Operator, folder: Path | None) -> None:
        """Import the published judgments when a folder of them is there."""
        found = (
            [folder / name for name in JUDGMENTS if (folder / name).is_file()] if folder else []
        )
        for path in found:
            report = import_judgments(operator, path, data_on=self.today)
            self.say(
                f"{path.name}：{max((s.rows for s in report.sheets), default=0)} 行要素已经入库"
            )
        if not found:
            self.say("没有裁判文书文件夹，跳过；用 --judgments 指定")

    def adopt(self, operator: Operator) -> None:
        """Let the city's office test and adopt the models that it has tables for."""
        tables = store(operator.procuratorate)
        count = adopt_models(Staff(CITY, self.today), tables, self.today)
        self.say(f"{count} 个监督模型经回测、评审，已经采用；其余试用")

    def screen(self, operator: Operator) -> None:
        """Run every model that has its tables, as of today."""
        tables, new = store(operator.procuratorate), 0
        running = in_use(operator.procuratorate, models().values())
        states = availabilities((models()[key] for key in running), tables, self.today)
        ready = [key for key, state in states.items() if state.ready]
        for model_id in ready:
            run = queue_run(operator, model_id, self.today, "演示")
            new += len(run_model(operator, run))
        settle_clues(Staff(CITY, self.today), Random(self.seed))  # noqa: S311
        waiting = len(running) - len(ready)
        self.say(f"{len(ready)} 个监督模型已经运行，{new} 条线索；{waiting} 个模型等待数据")

    def work_cases(self) -> None:
        """Play two years of cases, the oldest first within each procuratorate."""
        draw = Random(self.seed)  # noqa: S311 - an invented course of events
        now, count = timezone.now(), 0
        for docket, staff in self._all_dockets(draw):
            with transaction.atomic():
                work_through(docket, staff, draw, now)
            count += 1
            if count % 10 == 0:
                self.say(f"已办 {count} 案")
        self.say(f"两年里的 {count} 案，办到各个阶段")

    def work_supervision(self) -> None:
        """Play judgments reviewed, custody reviewed and extended, violations corrected."""
        draw = Random(self.seed)  # noqa: S311 - an invented course of events
        work = Supervision(draw, Registry(draw, self.today), timezone.now())
        with transaction.atomic():
            count = work.work_through(Staff(BUSIEST, self.today))
            count += work.extend_custody(Staff(CITY, self.today))
        self.say(f"裁判审查、羁押必要性审查、延长羁押、纠正违法共 {count} 件")

    def record_inquiries(self) -> None:
        """Let the busiest office record inquiries, report its month and verify (三个规定)."""
        with transaction.atomic():
            count = record_inquiries(Staff(BUSIEST, self.today), timezone.now())
        self.say(f"过问记录 {count} 条，已核查；上月有人作了零报告")

    def _all_dockets(self, draw: Random) -> Iterator[tuple[Docket, Staff]]:
        registry = Registry(draw, self.today)
        for office in offices(self.seed):
            if office.code in (PROVINCE, CITY):
                continue
            number = BUSIEST_CASES if office.code == BUSIEST else OTHER_CASES
            staff = Staff(office.code, self.today)
            for docket in dockets(draw, registry, office.code, number, self.today):
                yield docket, staff

    def monitor(self) -> None:
        """Let the countdown look at every clock as of today."""
        found = run_countdown(self.today)
        self.say(f"流程监控：提示 {len(found.alerts)} 次，发现 {len(found.findings)} 件")
