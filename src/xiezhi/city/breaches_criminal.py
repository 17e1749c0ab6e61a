"""Breaches and decoys planted in criminal histories, by rules of their own, not by the models'."""

from datetime import timedelta

from xiezhi.city.books import Books
from xiezhi.city.histories import Bail, Histories, History, Prior, add_months

DETENTION = "criminal.detention_to_arrest_over_37_days"
BAIL = "criminal.bail_over_12_months"
CREDIT = "execution.uncredited_custody"
PROPOSAL = "criminal.proposal_outside_range"
RECIDIVIST = "criminal.recidivist_not_raised"
PROBATION = "criminal.probation_not_allowed"


def plant_all(books: Books, histories: Histories) -> None:
    """Plant every criminal breach with its decoys."""
    for plant in (_detention, _bail, _credit, _proposal, _recidivist, _probation):
        plant(books, histories)


def _keys(history: History) -> tuple[str, ...]:
    return (history.person.identity_number, history.police_no, history.court_no)


def _add(books: Books, history: History, model: str, note: str, *, decoy: bool = False) -> None:
    books.histories.append(history)
    books.plant(model, _keys(history), note, decoy=decoy)


def _shifted(history: History, days: int) -> History:
    """Arrest a person ``days`` days after detention."""
    history.arrested_on = history.detained_on + timedelta(days=days)
    return history


def _detention(books: Books, histories: Histories) -> None:
    for days in (38, 41, 45, 52):
        _add(books, _shifted(histories.ordinary(), days), DETENTION, f"拘留至逮捕 {days} 日")
    _add(books, _shifted(histories.ordinary(), 37), DETENTION, "恰为 37 日", decoy=True)
    examined = _shifted(histories.ordinary(), 48)
    examined.excluded_days = 20
    _add(books, examined, DETENTION, "精神病鉴定 20 日不计入", decoy=True)
    unknown = _shifted(histories.ordinary(), 60)
    unknown.identity_unknown = True
    _add(books, unknown, DETENTION, "身份不明，自查清之日起算", decoy=True)


def _bail(books: Books, histories: Histories) -> None:
    for extra in (1, 20, 75, 130):
        history = histories.bailed()
        start = history.bails[0].start_on
        history.bails = [Bail("公安机关", start, add_months(start, 12) + timedelta(days=extra))]
        history.judged_on = history.bails[0].end_on
        _add(books, history, BAIL, f"同一机关取保候审超过十二个月 {extra} 日")
    exact = histories.bailed()
    start = exact.bails[0].start_on
    exact.bails = [Bail("公安机关", start, add_months(start, 12))]
    exact.judged_on = exact.bails[0].end_on
    _add(books, exact, BAIL, "恰满十二个月", decoy=True)
    renewed = histories.bailed()
    start = renewed.bails[0].start_on
    middle = add_months(start, 7)
    renewed.bails = [
        Bail("公安机关", start, middle),
        Bail("人民检察院", middle, add_months(middle, 8)),
    ]
    renewed.judged_on = renewed.bails[1].end_on
    _add(books, renewed, BAIL, "检察机关重新决定，另行计算", decoy=True)


def _credit(books: Books, histories: Histories) -> None:
    for short in (1, 12, 30, 67):
        history = histories.ordinary()
        history.credited_days -= short
        _add(books, history, CREDIT, f"少折抵 {short} 日")
    joined = histories.ordinary()
    joined.split_custody_on = joined.arrested_on
    _add(books, joined, CREDIT, "拘留转逮捕同一日，只计一次", decoy=True)
    fined = histories.ordinary()
    fined.penalty, fined.months, fined.credited_days = "罚金", 0, 0
    fined.proposed_months, fined.fine_yuan = (0, 0), 20_000
    _add(books, fined, CREDIT, "单处罚金，不适用折抵", decoy=True)


def _proposal(books: Books, histories: Histories) -> None:
    for charge, article in (("盗窃罪", "264"), ("诈骗罪", "266"), ("抢劫罪", "263")):
        history = histories.ordinary()
        history.charge, history.article = charge, article
        history.months = 48 if charge == "抢劫罪" else 20
        history.proposed_months = (history.months, history.months)
        history.proposed_fine, history.fine_yuan = False, 3000
        _add(books, history, PROPOSAL, f"{charge}建议主刑而没有建议罚金")
    low = histories.ordinary()
    low.charge, low.article, low.proposed_fine, low.fine_yuan = "抢劫罪", "263", True, 3000
    low.months, low.proposed_months = 36, (24, 30)
    _add(books, low, PROPOSAL, "抢劫罪建议低于三年")
    injury = histories.ordinary()
    injury.charge, injury.article, injury.proposed_fine, injury.fine_yuan = (
        "故意伤害罪",
        "234",
        False,
        None,
    )
    _add(books, injury, PROPOSAL, "故意伤害罪没有罚金", decoy=True)


def _prior(history: History, *, years_before: float, penalty: str = "有期徒刑", months: int = 18,
           charge: str = "盗窃罪") -> Prior:  # fmt: skip
    released_on = history.offence_on - timedelta(days=int(years_before * 365.25))
    judged_on = add_months(released_on, -months)
    return Prior(charge, penalty, months, judged_on - timedelta(days=200), judged_on, released_on)


def _recidivist(books: Books, histories: Histories) -> None:
    for years in (0.4, 1.5, 3.0, 4.8):
        history = histories.ordinary()
        history.priors = [_prior(history, years_before=years)]
        _add(books, history, RECIDIVIST, f"刑满 {years} 年后再犯，未认定累犯")
    old = histories.ordinary()
    old.priors = [_prior(old, years_before=5.3)]
    _add(books, old, RECIDIVIST, "超过五年", decoy=True)
    light = histories.ordinary()
    light.priors = [_prior(light, years_before=1.0, penalty="拘役", months=5)]
    _add(books, light, RECIDIVIST, "前罪为拘役", decoy=True)
    careless = histories.ordinary()
    careless.priors = [_prior(careless, years_before=1.0, charge="交通肇事罪")]
    _add(books, careless, RECIDIVIST, "前罪为过失犯罪", decoy=True)
    raised = histories.ordinary()
    raised.priors, raised.recidivist = [_prior(raised, years_before=1.0)], True
    _add(books, raised, RECIDIVIST, "已认定累犯", decoy=True)


def _probation(books: Books, histories: Histories) -> None:
    short = histories.bailed()
    short.months, short.probation_months = 20, 14
    _add(books, short, PROBATION, "考验期短于原判刑期")
    long = histories.bailed()
    long.months, long.probation_months = 12, 66
    _add(books, long, PROBATION, "考验期超过五年")
    heavy = histories.bailed()
    heavy.months, heavy.probation_months = 48, 54
    _add(books, heavy, PROBATION, "刑期超过三年而宣告缓刑")
    again = histories.bailed()
    again.priors, again.recidivist = [_prior(again, years_before=1.2)], True
    _add(books, again, PROBATION, "累犯宣告缓刑")
    equal = histories.bailed()
    equal.months, equal.probation_months = 24, 24
    _add(books, equal, PROBATION, "考验期等于原判刑期", decoy=True)
    arrest = histories.bailed()
    arrest.penalty, arrest.months, arrest.probation_months = "拘役", 5, 6
    arrest.proposed_months = (5, 5)
    _add(books, arrest, PROBATION, "拘役五个月，考验期六个月", decoy=True)
