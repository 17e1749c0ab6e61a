"""Breaches and decoys planted in the taxes on dust and water, and in the waste oil declared."""

from datetime import date
from typing import Any

from xiezhi.city.planting import Planter

DUST = "public_interest.dust_tax_not_declared"
OIL = "public_interest.waste_oil_underdeclared"
WATER = "public_interest.water_tax_below_use"
FIRST_TAXED = 2025  # the first full year of the tax on water


def plant_all(planter: Planter) -> None:
    """Plant every breach with its decoys."""
    for plant in (_dust, _oil, _ground_water, _water_fees):
        plant(planter)


def _reported(planter: Planter) -> int:
    """The last year whose declarations are all in."""
    today = planter.books.today
    return today.year - (1 if today.month > 3 else 2)


def _declare(planter: Planter, firm: str, period_on: date, **columns: Any) -> None:
    planter.file("tax_declaration", credit_code=firm, period_on=period_on, **columns)


def _dust(planter: Planter) -> None:
    for note, begun, declared, more, decoy in (
        ("施工一年没有申报扬尘", 365, None, {}, False),
        ("只申报其他税目", 300, "化学需氧量", {}, False),
        ("按季申报一般性粉尘", 365, "一般性粉尘", {}, True),
        ("开工两个月，申报期未过", 60, None, {}, True),
        ("工期二十日", 300, None, {"ended_on": 280, "status": "已注销"}, True),
        ("许可已经撤销", 300, None, {"status": "撤销"}, True),
    ):
        number, firm = planter.number("9901{year}0{serial}01"), planter.firm()
        planter.books.plant(DUST, (number,), note, decoy=decoy)
        planter.file("permit", kind="建筑工程施工许可证", permit_number=number, credit_code=firm,
                     holder="云州建设工程公司", from_on=begun, until_on=-200,
                     **{"status": "正常"} | more)  # fmt: skip
        if declared:
            _declare(planter, firm, planter.month(4), tax_kind="环保税", item=declared,
                     declared_on=planter.month(0), quantity=860, tax_yuan=2064)  # fmt: skip


def _oil(planter: Planter) -> None:
    year, wholesaler, retailer = _reported(planter), planter.firm(), planter.firm()
    for firm, name, trade in (
        (wholesaler, "云州润滑油公司", "批发业"),
        (retailer, "云江车品店", "零售业"),
    ):
        planter.file("firm", credit_code=firm, firm_name=name, industry=trade, status="在营",
                     kind="有限责任公司", established_on=3000)  # fmt: skip
    for note, litres, item, declared, resold, decoy in (
        ("购进机油六千升，申报废油半吨", 1500, "机油", 0.5, 0, False),
        ("购进机油四千升，没有申报", 1000, "润滑油", None, 0, False),
        ("申报与推算相当", 1500, "机油", 2.1, 0, True),
        ("大部分已经转售", 1500, "机油", 0.5, 4200, True),
        ("购进的是机油滤清器", 1500, "机油滤清器", None, 0, True),
        ("用油很少", 200, "机油", None, 0, True),
    ):
        firm = planter.firm()
        planter.books.plant(OIL, (firm,), note, decoy=decoy)
        planter.file("firm", credit_code=firm, firm_name="云江汽车维修厂", industry="汽车修理",
                     kind="个体户", established_on=2000, status="在营")  # fmt: skip
        for month in (2, 5, 8, 11):
            _invoice(planter, wholesaler, firm, date(year, month, 16), item, litres)
        if resold:
            _invoice(planter, firm, retailer, date(year, 11, 20), item, resold)
        if declared:
            planter.file("waste_declaration", credit_code=firm, firm_name="云江汽车维修厂",
                         declared_for=year, waste_code="900-214-08", waste_name="废机油",
                         produced_tonnes=declared, disposed_tonnes=declared)  # fmt: skip


def _invoice(planter: Planter, seller: str, buyer: str, on: date, item: str, litres: int) -> None:
    planter.file("invoice", invoice_number=planter.number("2699{serial}0001"), item=item,
                 seller_credit_code=seller, buyer_credit_code=buyer, quantity=litres,
                 quantity_unit="L", amount_yuan=litres * 21, issued_on=on,
                 voided=False)  # fmt: skip


def _meter(planter: Planter, firm: str, monthly: int, yuan: float | None, **known: str) -> None:
    """Twelve months of the year reported, at so many cubic metres and so many yuan for each."""
    year, account = _reported(planter), planter.number("云水{serial}")
    for month in range(1, 13):
        planter.file("water_meter", account_number=account, credit_code=firm, user_name="用水户",
                     read_for=date(year, month, 1), reading_m3=monthly * month, used_m3=monthly,
                     fee_yuan=yuan and round(monthly * yuan, 2), **known)  # fmt: skip


def _ground_water(planter: Planter) -> None:
    year = _reported(planter)
    for note, monthly, declared, industry, decoy in (
        ("自备井取水四千八百立方米，申报一千", 400, 1000, "水泥制造", False),
        ("自备井取水三千六百立方米，没有申报", 300, None, "洗车", False),
        ("申报与取水相当", 400, 4700, "水泥制造", True),
        ("取水六百立方米", 50, None, "洗车", True),
        ("农业灌溉取水", 900, None, "农业灌溉", True),
    ):
        if year < FIRST_TAXED and not decoy:
            continue  # nothing was owed yet
        firm = planter.firm()
        planter.books.plant(WATER, (firm,), note, decoy=decoy)
        _meter(planter, firm, monthly, None, industry=industry, source="自备井")
        if declared:
            _declare(planter, firm, date(year, 10, 1), tax_kind="水资源税", item="地下水",
                     declared_on=date(year + 1, 1, 12), quantity=declared,
                     tax_yuan=declared * 2)  # fmt: skip


def _water_fees(planter: Planter) -> None:
    for _ in range(6):
        _meter(planter, planter.firm(), 300, 4.2, industry="洗浴", source="管网水")
    for note, monthly, yuan, decoy in (
        ("用水三倍于同行业，水费单价不到两成", 900, 0.8, False),
        ("用水多，单价优惠", 700, 2.6, True),
        ("单价低，用水少于同行业", 100, 0.8, True),
    ):
        firm = planter.firm()
        planter.books.plant(WATER, (firm,), note, decoy=decoy)
        _meter(planter, firm, monthly, yuan, industry="洗浴", source="管网水")
