"""Breaches and decoys planted in detention, arrest and residential surveillance."""

from xiezhi.city.criminal_files import POLICE, plant_case
from xiezhi.city.histories import add_months
from xiezhi.city.planting import Planter

EXTENSION = "criminal.detention_extension_not_allowed"
INVESTIGATION = "criminal.investigation_custody_overdue"
RECORDS = "criminal.custody_records_differ"
SURVEILLANCE = "criminal.residential_surveillance_over_6_months"


def plant_all(planter: Planter) -> None:
    """Plant every breach with its decoys."""
    for plant in (_extensions, _investigations, _records, _surveillance):
        plant(planter)


def _extensions(planter: Planter) -> None:
    for note, known, measured, asked, decoy in (
        ("没有三种情形，拘留延长至三十日", {}, {"extended_30d": True}, 28, False),
        ("没有三种情形，第十五日才提请", {}, {}, 15, False),
        ("流窜作案，拘留延长至三十日", {"roaming": True}, {"extended_30d": True}, 28, True),
        ("结伙作案，第二十日提请", {"gang": True}, {}, 20, True),
        ("第七日提请", {}, {}, 7, True),
        ("身份不明，自查清之日起算", {}, {"identity_unknown": True}, 20, True),
    ):
        case = plant_case(planter, EXTENSION, note, 201, decoy=decoy, known=known)
        case.measure("刑拘", 200, 200 - asked - 5, **measured)
        case.ask_arrest(200 - asked, 200 - asked - 5)
        case.measure("逮捕", 200 - asked - 5, 100)
        case.send(150 - asked, 130 - asked)


def _investigations(planter: Planter) -> None:
    for note, sent, extended, bailed, told, decoy in (
        ("逮捕八十日才移送起诉", 120, None, None, False, False),
        ("逮捕一百六十日，延长一个月后仍在侦查", None, 31, None, False, False),
        ("逮捕八十五日移送，经批准延长一个月", 115, 31, None, False, True),
        ("逮捕八十五日移送，期限变更已经通知看守所", 115, None, None, True, True),
        ("逮捕五十日变更为取保", None, None, 150, False, True),
    ):
        arrested = 200 if sent or bailed else 160
        known = {"repeated": True}
        case = plant_case(planter, INVESTIGATION, note, 220, decoy=decoy, known=known)
        case.arrest(arrested + 14, arrested, bailed or sent, extended_days=extended)
        if bailed:
            case.measure("取保候审", arrested - 50, None)
        if told:
            planter.file("custody_notice", case.suspect, case_number=case.number, kind="延长期限",
                         event_on=142, notified_on=140, new_until_on=108,
                         from_organ=POLICE, to_organ=POLICE)  # fmt: skip
        if sent:
            case.send(sent, sent - 20)


def _records(planter: Planter) -> None:
    for note, detained, entered, decoy in (
        ("拘留四日后才送看守所", 25, 21, False),
        ("入所没有拘留登记", None, 21, False),
        ("拘留次日入所", 25, 24, True),
        ("换所后再次入所", 25, 25, True),
        ("判决后才收押", None, 21, True),
    ):
        case = plant_case(planter, RECORDS, note, 26, decoy=decoy)
        if detained:
            case.measure("刑事拘留", detained, None)
        case.hold(entered, 10 if "换所" in note else None)
        if "换所" in note:
            case.hold(9)
        if "判决后" in note:
            planter.sentence(case.suspect, 30, "拘役", term_months=4, ends_on=planter.ago(-90))


def _surveillance(planter: Planter) -> None:
    police, procuratorate = "公安机关", "人民检察院"
    six = (planter.books.today - add_months(planter.ago(300), 6)).days
    for note, terms, decoy in (
        ("监视居住二百二十日", ((300, 80, police),), False),
        ("两次决定累计二百四十日", ((330, 210, police), (200, 80, police)), False),
        ("恰满六个月", ((300, six, police),), True),
        ("检察机关重新决定", ((330, 180, police), (180, 80, procuratorate)), True),
        ("一百日后逮捕，原措施没有登记解除", ((300, None, police),), True),
    ):
        case = plant_case(planter, SURVEILLANCE, note, 335, decoy=decoy)
        for start, end, by in terms:
            case.measure("监居", start, end, decided_by=by)
        if "逮捕" in note:
            case.ask_arrest(206, 200)
            case.measure("逮捕", 200, 120)
        case.send(150, 125)
