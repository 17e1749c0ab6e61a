"""Breaches and decoys planted in pensions, community correction and private loans."""

from datetime import date, timedelta
from random import Random

from xiezhi.city.books import Books, Correction, Imprisonment, Loan, Pension
from xiezhi.city.histories import add_months
from xiezhi.city.identity import credit_code
from xiezhi.city.residents import Registry, Resident

PENSION = "execution.pension_while_serving"
CORRECTION = "execution.community_correction_report_overdue"
LENDER = "civil.professional_lender"
RATE = "civil.loan_rate_above_cap"


class OtherBreaches:
    """Plants what the criminal histories do not carry."""

    def __init__(self, draw: Random, books: Books, registry: Registry) -> None:
        self._draw = draw
        self._books = books
        self._registry = registry
        self._loan_serial = 0

    def plant_all(self) -> None:
        """Plant everything, with the lawful cases around it."""
        self._pensions()
        self._corrections()
        self._lenders()
        self._rates()

    def _ago(self, months: int) -> date:
        return add_months(self._books.today.replace(day=1), -months)

    def _old(self, name: str | None = None) -> Resident:
        return self._registry.resident(youngest=62, oldest=78, name=name)

    def _pension(self, person: Resident, first: int, last: int) -> Pension:
        kind = self._draw.choice(("职工养老", "居民养老"))
        yuan = self._draw.randrange(18, 46) * 100
        pension = Pension(person, kind, yuan, self._ago(first), self._ago(last))
        self._books.pensions.append(pension)
        return pension

    def _pensions(self) -> None:
        books = self._books
        for _ in range(60):
            self._pension(self._old(), 14, 1)
        for months in (3, 7, 11):
            convict = self._old()
            books.imprisonments.append(Imprisonment(convict, self._ago(months + 2), None))
            self._pension(convict, months + 8, 1)
            books.plant(PENSION, (convict.identity_number,), f"服刑后继续发放 {months} 个月以上")
            self._namesake(convict)
        stopped = self._old()
        books.imprisonments.append(Imprisonment(stopped, self._ago(6), None))
        self._pension(stopped, 14, 7)
        books.plant(PENSION, (stopped.identity_number,), "收监前已停发", decoy=True)
        returned = self._old()
        books.imprisonments.append(Imprisonment(returned, self._ago(9), None))
        self._pension(returned, 14, 5).returned_on = self._ago(2)
        books.plant(PENSION, (returned.identity_number,), "多发的已退回", decoy=True)

    def _namesake(self, of: Resident) -> None:
        other = self._old(name=of.name)
        self._pension(other, 12, 1)
        self._books.plant(PENSION, (other.identity_number,), "同名不同人", decoy=True)

    def _correction(self, days: int | None, **more: object) -> Correction:
        effective_on = self._books.today - timedelta(days=self._draw.randint(60, 300))
        reported_on = effective_on + timedelta(days=days) if days is not None else None
        correction = Correction(
            self._registry.resident(),
            "缓刑",
            effective_on,
            reported_on,
            self._draw.choice((12, 18, 24)),
            **more,
        )
        self._books.corrections.append(correction)
        return correction

    def _corrections(self) -> None:
        books = self._books
        for _ in range(70):
            self._correction(self._draw.randint(1, 9))
        for days in (13, 25, 48):
            late = self._correction(days)
            books.plant(CORRECTION, (late.person.identity_number,), f"第 {days} 日才报到")
        missing = self._correction(None)
        books.plant(CORRECTION, (missing.person.identity_number,), "至今未报到，未组织查找")
        exact = self._correction(10)
        books.plant(CORRECTION, (exact.person.identity_number,), "第十日报到", decoy=True)
        ill = self._correction(21, excuse="住院治疗，经批准延期报到")
        books.plant(CORRECTION, (ill.person.identity_number,), "有正当理由", decoy=True)

    def _loan(
        self,
        lender: Resident | None,
        loan_on: date,
        agreed: float,
        supported: float,
        firm: tuple[str, str] | None = None,
        yuan: int | None = None,
    ) -> Loan:
        self._loan_serial += 1
        judged_on = min(
            loan_on + timedelta(days=self._draw.randint(260, 420)),
            self._books.today - timedelta(days=20),
        )
        loan = Loan(
            f"（{judged_on.year}）云9901民初{2000 + self._loan_serial}号",
            lender,
            firm,
            self._registry.resident(),
            loan_on,
            judged_on,
            yuan or self._draw.choice((3, 5, 8, 10, 20, 35)) * 10_000,
            agreed,
            supported,
        )
        self._books.loans.append(loan)
        return loan

    def _lent_on(self, index: int, of: int) -> date:
        return self._books.today - timedelta(days=400 + index * (330 // of))

    def _lenders(self) -> None:
        books, draw = self._books, self._draw
        for _ in range(90):
            self._loan(self._registry.resident(), self._lent_on(draw.randrange(12), 12), 1.0, 1.0)
        for count in (13, 17):
            lender = self._registry.resident()
            for index in range(count):
                self._loan(lender, self._lent_on(index, count), 1.2, 1.0)
            books.plant(LENDER, (lender.identity_number,), f"{count} 件借贷，不特定多人")
        for _ in range(14):  # 十四个同名的人，各借出一次
            namesake = self._registry.resident(name="陈立群")
            self._loan(namesake, self._lent_on(draw.randrange(12), 12), 1.0, 1.0)
            books.plant(LENDER, (namesake.identity_number,), "同名不同人，各一件", decoy=True)
        firm = (f"云州{draw.choice('惠信融达')}小额贷款有限公司", credit_code(draw))
        books.licences.append((firm[1], firm[0], date(2018, 5, 1), date(2030, 5, 1)))
        for index in range(15):
            self._loan(None, self._lent_on(index, 15), 1.2, 1.0, firm)
        books.plant(LENDER, (firm[1],), "持牌小额贷款公司", decoy=True)

    def _rates(self) -> None:
        books = self._books
        for agreed, supported in ((3.0, 2.0), (2.5, 2.5), (2.0, 2.0)):
            loan = self._loan(self._registry.resident(), self._lent_on(3, 12), agreed, supported)
            books.plant(RATE, (loan.judgment_no,), f"判决支持月利率 {supported}%")
        cut = self._loan(self._registry.resident(), self._lent_on(5, 12), 3.0, 1.0)
        books.plant(RATE, (cut.judgment_no,), "约定过高，判决已经调低", decoy=True)
