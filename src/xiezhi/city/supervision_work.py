"""Supervision of the city: judgments, custody and its extension reviewed, violations corrected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from xiezhi.casework.actions.accept import accept
from xiezhi.casework.actions.register import CaseGiven, PartyGiven
from xiezhi.city.paper_work import issue_and_serve
from xiezhi.city.playing import Opinion, Pen, Play, morning
from xiezhi.city.residents import Registry
from xiezhi.city.staff import Staff

RIGHT = {"facts_right": "right", "charge_right": "right", "procedure_right": "right"}
LATE_CUSTODY = "看守所未在犯罪嫌疑人羁押期限届满七日前通知办案机关。"
POLICE = "云州市公安局云江分局"
SUGGESTION = {
    "agency": POLICE,
    "occasion": "犯罪嫌疑人的辩护人提出申请",
    "articles": "《人民检察院刑事诉讼规则》第五百八十条",
}
EXTENSION = {
    "sender": "云州市公安局",
    "request_number": "云公提延字第31号",
    "lower": "云州市云江区人民检察院",
}


@dataclass(slots=True)
class Supervision:
    """Plays the work that no arrest request starts, in one procuratorate."""

    draw: Random
    registry: Registry
    now: datetime

    def work_through(self, staff: Staff) -> int:
        """Play two of each kind, the second still open; return how many."""
        for days in (60, 4):
            self._judgment(staff, days)
            self._custody(staff, days)
            self._violation(staff, days)
        return 6

    def extend_custody(self, staff: Staff) -> int:
        """The city decides on a district's request for a first extension; return how many."""
        for days in (40, 3):
            arrested_on = self.now.date() - timedelta(days=days + 55)
            facts = {
                "arrested_on": arrested_on.isoformat(),
                "extension_round": "first",
                "unit_level": "city",
                "decides_as_next_higher": True,
                "complex_unfinished": True,
                "arrest_conditions_met": True,
                "custody_still_needed": True,
            }
            play = self._opened(staff, "criminal.extend_investigative_custody", days, facts)
            play.propose(Opinion("grant_first", "案情复杂，期限届满不能终结，有继续羁押的必要。"))
            self._finish(play, days, EXTENSION)
        return 2

    def _judgment(self, staff: Staff, days: int) -> None:
        play = self._opened(staff, "criminal.trial_supervision", days, {"is_ruling": False})
        play.move("fill_review_form", fields=RIGHT | {"sentence_right": "right"})
        reasons = "认定事实清楚，适用法律正确，量刑适当。"
        play.propose(Opinion("no_protest", reasons, None, {"no_protest_reasons": reasons}), 1.0)
        self._finish(play, days, {})

    def _custody(self, staff: Staff, days: int) -> None:
        facts = {"phase": "investigation"}
        play = self._opened(staff, "criminal.custody_necessity_review", days, facts)
        reasons = "已赔偿损失并取得谅解，没有继续羁押的必要。"
        play.propose(Opinion("suggest_change", reasons, None, {"custody_reasons": reasons}), 1.0)
        self._finish(play, days, SUGGESTION)

    def _violation(self, staff: Staff, days: int) -> None:
        play = self._opened(staff, "supervision.supervision_matter", days, {}, source="found")
        fields = {"violation_found": True, "verification": "调取换押和羁押期限台账逐人核对。"}
        play.move("record_verification", fields=fields)
        reply_by = (play.pen.at.date() + timedelta(days=15)).isoformat()
        fields = {"violation": LATE_CUSTODY, "reply_by": reply_by}
        play.propose(Opinion("issue_correction_notice", LATE_CUSTODY, None, fields), 1.0)
        self._finish(play, days, _notice())

    def _opened(
        self,
        staff: Staff,
        procedure: str,
        days: int,
        facts: Mapping[str, Any],
        source: str = "transferred",
    ) -> Play:
        pen = Pen(self.draw, morning(self.now.date() - timedelta(days=days)), self.now)
        given = self._case(procedure, source)
        proceeding = accept(
            staff.manager, procedure, staff.unit, given, facts=facts, at=pen.step(),
            received_on=pen.at.date(),
        )  # fmt: skip
        play = Play(staff, proceeding, pen)
        play.draw_handler()
        return play

    def _case(self, procedure: str, source: str) -> CaseGiven:
        if procedure.startswith("supervision"):
            party = PartyGiven(role="supervised", name="云州市第一看守所", kind="unit")
            return CaseGiven("羁押期限管理监督案", "羁押期限管理", source, [party])
        who = self.registry.resident()
        party = PartyGiven(
            role="defendant" if "trial" in procedure else "suspect",
            name=who.name,
            identity_number=who.identity_number,
            sex="male" if who.male else "female",
            born_on=who.born_on,
            custody="in_custody",
            custody_place="云州市第一看守所",
        )
        return CaseGiven(f"{who.name}涉嫌诈骗案", "诈骗罪", source, [party])

    def _finish(self, play: Play, days: int, known: Mapping[str, Any]) -> None:
        """Carry the older one through; the recent one waits where it is."""
        if days < 10:
            return
        play.carry_through()
        issue_and_serve(play, known)
        play.close("办结")


def _notice() -> dict[str, Any]:
    return {
        "addressee": "云州市第一看守所",
        "found_in": "派驻检察日常检查",
        "violations": LATE_CUSTODY,
        "evidence": "羁押期限台账、换押证存根。",
        "breached": "人民检察院刑事诉讼规则第六百一十五条",
        "analysis": "逐人核对台账，该情形成立。",
        "demands": ["立即核对在押人员的羁押期限", "建立届满前七日通知制度"],
        "reply_days": 15,
    }
